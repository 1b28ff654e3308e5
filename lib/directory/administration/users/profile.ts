import { type Document, elementOf, text } from '../../users/profile-document';

/** The attributes of a user that the platform's pages show and administrators edit, one name each. */
export interface Profile {
  readonly userName: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
  readonly mobilePhone: string | null;
  readonly workPhone: string | null;
  readonly title: string | null;
  readonly streetAddress: string | null;
  readonly locality: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly active: boolean;
}

/** The name of one of them. */
export type ProfileField = keyof Profile;

/** A user's row, as far as the profile is read from it. */
export interface ProfileRow {
  readonly userName: string;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly active: boolean;
  readonly attributes: Document;
}

/** The columns of `ProfileRow`, of a table or alias `u`, for use in `SELECT` and `RETURNING` lists. */
export const profileColumns = `u.user_name AS "userName", u.display_name AS "displayName",
  u.given_name AS "givenName", u.family_name AS "familyName", u.title, u.email, u.active, u.attributes`;

/** The profile of a user: from the typed columns, else from the resource beside them. */
export function profileOf({ attributes, displayName: _, ...columns }: ProfileRow): Profile {
  const address = elementOf(attributes, 'addresses', 'work');
  return {
    userName: columns.userName,
    givenName: columns.givenName,
    familyName: columns.familyName,
    email: columns.email,
    mobilePhone: text(elementOf(attributes, 'phoneNumbers', 'mobile'), 'value'),
    workPhone: text(elementOf(attributes, 'phoneNumbers', 'work'), 'value'),
    title: columns.title,
    streetAddress: text(address, 'streetAddress'),
    locality: text(address, 'locality'),
    region: text(address, 'region'),
    postalCode: text(address, 'postalCode'),
    country: text(address, 'country'),
    active: columns.active,
  };
}
