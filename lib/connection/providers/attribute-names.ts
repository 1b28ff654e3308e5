// Data that the server and the browser read: imports nothing but types.
import type { ProfileField } from '../../directory';

/** What SCIM, the identity providers and the platform's own pages call one attribute of a user. */
export interface AttributeNames {
  readonly field: ProfileField;
  readonly scim: string;
  readonly okta: string;
  readonly jumpcloud: string;
  readonly entra: string;
  /** The name on the platform's pages. */
  readonly label: string;
  /** Whether users come without it, and what it is for, where that is not plain. */
  readonly need?: AttributeNeed;
}

/** How much an attribute is needed, and why. */
export interface AttributeNeed {
  readonly kind: 'required' | 'recommended';
  readonly why: string;
}

const needs: Partial<Record<ProfileField, AttributeNeed>> = {
  userName: { kind: 'required', why: 'Unique in your client. People sign in with it.' },
  email: {
    kind: 'recommended',
    why: 'Where the mail of the first sign-in goes. People sign in with it, too.',
  },
  givenName: { kind: 'recommended', why: 'What people are called here.' },
  familyName: { kind: 'recommended', why: 'What people are called here.' },
  active: { kind: 'recommended', why: 'Ends access when somebody leaves.' },
};

function row(field: ProfileField, ...names: [string, string, string, string, string]): AttributeNames {
  const [scim, okta, jumpcloud, entra, label] = names;
  return { field, scim, okta, jumpcloud, entra, label, need: needs[field] };
}

/** The attribute mappings, in the order of the table that customers are given; `-` where there is no such attribute. */
export const attributeNames: readonly AttributeNames[] = [
  row('userName', 'userName', 'userName', 'username', 'userPrincipalName', 'Username'),
  row('givenName', 'name.givenName', 'firstName', 'firstname', 'givenName', 'First Name'),
  row('familyName', 'name.familyName', 'lastName', 'lastname', 'surname', 'Last Name'),
  row('email', 'emails[type="work"].value', 'email', 'email', 'mail', 'Email'),
  row(
    'mobilePhone',
    'phoneNumbers[type="mobile"].value',
    'mobilePhone',
    'mobile',
    'mobilePhone',
    'Mobile Number',
  ),
  row('workPhone', 'phoneNumbers[type="work"].value', '-', 'phone', 'businessPhones', 'Work Number'),
  row('title', 'title', 'title', 'jobTitle', 'jobTitle', 'Position'),
  row(
    'streetAddress',
    'addresses[type="work"].streetAddress',
    'streetAddress',
    'address.streetAddress',
    'streetAddress',
    'Street Address',
  ),
  row('locality', 'addresses[type="work"].locality', 'city', 'address.locality', 'city', 'City'),
  row('region', 'addresses[type="work"].region', 'state', 'address.region', 'state', 'State'),
  row(
    'postalCode',
    'addresses[type="work"].postalCode',
    'zipCode',
    'address.postalCode',
    'postalCode',
    'Postal Code',
  ),
  row('country', 'addresses[type="work"].country', 'countryCode', 'address.country', 'country', 'Country'),
  row('active', 'active', 'active', 'activated', 'accountEnabled', 'Status'),
];
