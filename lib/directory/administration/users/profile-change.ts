import { fold } from '../../fold';
import {
  complex,
  type Document,
  elementOf,
  elements,
  withElement,
  withMember,
} from '../../users/profile-document';
import type { Profile, ProfileRow } from './profile';

/** What an administrator changes of a profile; the status has its own door. */
export type ProfileChange = Partial<Omit<Profile, 'active'>>;

/** A user as written: the typed columns, their keys, and the resource beside them, which say the same. */
export type WrittenProfile = Omit<ProfileRow, 'active'> & {
  readonly userNameKey: string;
  readonly emailKey: string | null;
};

function withName(row: Omit<ProfileRow, 'active'>, change: ProfileChange): Omit<ProfileRow, 'active'> {
  const { givenName = row.givenName, familyName = row.familyName } = change;
  if (givenName === row.givenName && familyName === row.familyName) return row;
  let name = complex(row.attributes, 'name');
  for (const [member, value] of Object.entries({ givenName, familyName, formatted: null }))
    name = withMember(name, member, value);
  // A display name was made of the old names, most likely: it follows them.
  const displayName = row.displayName && [givenName, familyName].filter(Boolean).join(' ');
  const attributes = withMember(withMember(row.attributes, 'name', name), 'displayName', displayName);
  return { ...row, givenName, familyName, displayName: displayName || null, attributes };
}

function withEmail(attributes: Document, before: string | null, email: string | null): Document {
  const all = elements(attributes, 'emails');
  const current = all.find((element) => element.value === before);
  if (email === null) return withMember(attributes, 'emails', null);
  if (all.length === 0)
    return withMember(attributes, 'emails', [{ value: email, type: 'work', primary: true }]);
  // Mail goes to the work address; where there is none, to the one that has been in its place.
  if (!current || elementOf(attributes, 'emails', 'work'))
    return withElement(attributes, 'emails', 'work', { value: email });
  const changed = withMember({ ...current, value: email }, 'display', null);
  const next = all.map((element) => (element === current ? changed : element));
  return withMember(attributes, 'emails', next);
}

function withAddress(attributes: Document, change: ProfileChange): Document {
  const members: Record<string, string | null> = {};
  for (const member of ['streetAddress', 'locality', 'region', 'postalCode', 'country'] as const) {
    const value = change[member];
    if (value !== undefined) members[member] = value;
  }
  return Object.keys(members).length > 0 ? withElement(attributes, 'addresses', 'work', members) : attributes;
}

/** A user's columns and resource after `change`; what the change does not name stays as it is. */
export function changeProfile(row: Omit<ProfileRow, 'active'>, change: ProfileChange): WrittenProfile {
  const named = withName(row, change);
  const { userName = row.userName, email = row.email, title = row.title } = change;
  let attributes = withAddress(named.attributes, change);
  if (email !== row.email) attributes = withEmail(attributes, row.email, email);
  if (change.mobilePhone !== undefined)
    attributes = withElement(attributes, 'phoneNumbers', 'mobile', { value: change.mobilePhone });
  if (change.workPhone !== undefined)
    attributes = withElement(attributes, 'phoneNumbers', 'work', { value: change.workPhone });
  return {
    ...named,
    userName,
    userNameKey: fold(userName),
    email,
    emailKey: email === null ? null : fold(email),
    title,
    attributes: withMember(attributes, 'title', title),
  };
}

/** The columns and resource of a new user. */
export function newProfile(profile: ProfileChange & { readonly userName: string }): WrittenProfile {
  const empty = { displayName: null, givenName: null, familyName: null, title: null, email: null };
  return changeProfile({ ...empty, userName: profile.userName, attributes: {} }, profile);
}
