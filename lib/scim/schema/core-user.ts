import { urns } from '../urns';
import { attribute, plural, type Schema } from './attribute';
import { externalId } from './common';

const name = attribute('name', 'The parts of the user’s real name.', {
  type: 'complex',
  subAttributes: [
    attribute('formatted', 'The full name, formatted for display.'),
    attribute('familyName', 'The family name, or last name.'),
    attribute('givenName', 'The given name, or first name.'),
    attribute('middleName', 'The middle names.'),
    attribute('honorificPrefix', 'The title before the name, such as “Ms.”.'),
    attribute('honorificSuffix', 'The title after the name, such as “III”.'),
  ],
});

const addresses = attribute('addresses', 'Physical mailing addresses.', {
  type: 'complex',
  multiValued: true,
  subAttributes: [
    attribute('formatted', 'The full address, formatted for display or a label.'),
    attribute('streetAddress', 'Street, house number, and what else stands before the city.'),
    attribute('locality', 'The city.'),
    attribute('region', 'The state or region.'),
    attribute('postalCode', 'The postal code.'),
    attribute('country', 'The country.'),
    attribute('type', 'A label for the address’s function.', { canonicalValues: ['work', 'home', 'other'] }),
    attribute('primary', 'True for the preferred address; true for at most one of them.', {
      type: 'boolean',
    }),
  ],
});

const groups = attribute('groups', 'The roles that the user has; changed through the Group resource.', {
  type: 'complex',
  multiValued: true,
  mutability: 'readOnly',
  subAttributes: [
    attribute('value', 'The id of the group.', { caseExact: true, mutability: 'readOnly' }),
    attribute('$ref', 'The address of the group.', {
      type: 'reference',
      referenceTypes: ['Group'],
      mutability: 'readOnly',
    }),
    attribute('display', 'The name of the group.', { mutability: 'readOnly' }),
    attribute('type', 'How the user came to be a member.', {
      mutability: 'readOnly',
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
});

/** The User schema of RFC 7643 §4.1. */
export const coreUser: Schema = {
  id: urns.user,
  name: 'User',
  description: 'A user account',
  attributes: [
    attribute('userName', 'The name that the user signs in with; unique in the client, whatever its case.', {
      required: true,
      uniqueness: 'server',
    }),
    externalId,
    name,
    attribute('displayName', 'The name shown to people.'),
    attribute('nickName', 'What the user is called casually.'),
    attribute('profileUrl', 'The address of the user’s profile.', {
      type: 'reference',
      referenceTypes: ['external'],
    }),
    attribute('title', 'The user’s position, such as “Vice President”.'),
    attribute('userType', 'The relationship between the organization and the user.'),
    attribute('preferredLanguage', 'The language that the user prefers.'),
    attribute('locale', 'The user’s locale, for dates, numbers and currency.'),
    attribute('timezone', 'The user’s time zone, such as “Europe/Berlin”.'),
    attribute('active', 'True while the user may sign in.', { type: 'boolean' }),
    attribute('password', 'Accepted and not kept: users set their own password here.', {
      mutability: 'writeOnly',
      returned: 'never',
    }),
    plural('emails', 'E-mail addresses.', { types: ['work', 'home', 'other'] }),
    plural('phoneNumbers', 'Phone numbers.', {
      types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    }),
    plural('ims', 'Instant messaging addresses.'),
    plural('photos', 'Addresses of photos.', {
      types: ['photo', 'thumbnail'],
      value: { type: 'reference', referenceTypes: ['external'], caseExact: true },
    }),
    addresses,
    groups,
    plural('entitlements', 'What the user is entitled to.'),
    plural('roles', 'The user’s roles as the identity provider names them.'),
    plural('x509Certificates', 'Certificates issued to the user.', {
      value: { type: 'binary', caseExact: true },
    }),
  ],
};
