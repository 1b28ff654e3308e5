// Data that the server and the browser read: imports nothing but data of that kind, and types.
import { attributeNames } from '../providers/attribute-names';
import type { ProviderId } from '../providers/providers';
import { type At, at } from './remedy-places';

/** A request that was refused, as activity keeps it. */
export interface Refusal {
  readonly status: number;
  readonly scimType: string | null;
  /** What the identity provider was told. */
  readonly detail: string;
}

/** What a refusal means, and what to do about it at the identity provider. */
export interface Remedy {
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

interface Row {
  readonly title: string;
  readonly meaning: string;
  /** By provider, in its own words. */
  readonly fix: (at: At) => string;
}

const mapped = 'compare it with the attribute table in Client Settings > SCIM Settings';

/** The rows for what the error keywords of RFC 7644 §3.12, table 9, and RFC 9865 say. */
const byScimType: Readonly<Record<string, Row>> = {
  invalidFilter: {
    title: 'The search could not be read',
    meaning:
      'Before it creates or changes somebody, the identity provider looks for them. This search is not written as SCIM says, or compares what can’t be compared, so nobody was found or changed.',
    fix: ({ matching, retry }) =>
      `${matching} The matching attribute should be userName, or externalId, compared with “eq”. ${retry}`,
  },
  tooMany: {
    title: 'The answer would be too long',
    meaning: 'The request asks for more at once than is given out.',
    fix: ({ search }) => search,
  },
  uniqueness: {
    title: 'The name is taken',
    meaning:
      'Another user of this client has the same userName, or another group the same name. Upper and lower case make no difference. Nothing was changed.',
    fix: ({ person, mapping, retry }) =>
      `${person} If two people share a name by mistake, correct one of them; if every user gets the same value, ${mapping} maps userName to the wrong attribute. ${retry}`,
  },
  mutability: {
    title: 'An attribute that can’t be changed was to be changed',
    meaning:
      'Some attributes are given out here, such as id and meta, and some must keep a value. The request tries to change or remove one of them; nothing of it was done.',
    fix: ({ mapping, retry }) =>
      `In ${mapping}, remove the mapping onto the attribute that the answer names. ${retry}`,
  },
  invalidSyntax: {
    title: 'The body could not be read',
    meaning: 'What was sent is no JSON, or not in the form that SCIM gives it. Nothing was changed.',
    fix: ({ mapping, version }) =>
      `${version} If only some requests fail, look in ${mapping} for an expression or a value that breaks the JSON.`,
  },
  invalidPath: {
    title: 'The change names an attribute that does not exist',
    meaning:
      'A part of the change points to an attribute that users or groups do not have here, mostly because of a typo in a mapping. Nothing of the change was done.',
    fix: ({ mapping, retry }) =>
      `In ${mapping}, find the attribute that the answer names and ${mapped}; correct it or remove it. ${retry}`,
  },
  noTarget: {
    title: 'There is nothing to change at that place',
    meaning:
      'The change is for one value among several, such as the work address, and there is none that fits. Nothing was changed.',
    fix: ({ mapping, resend }) =>
      `In ${mapping}, ${mapped}: the type in brackets, such as [type eq "work"], must be the one that users are created with. ${resend}`,
  },
  invalidValue: {
    title: 'A value is missing or does not fit',
    meaning:
      'An attribute that is required is empty, or has a value of the wrong kind: the answer says which. Nothing was changed.',
    fix: ({ person, mapping, retry }) =>
      `${person} If it is the same attribute for everybody, ${mapped.replace('compare it', `compare ${mapping}`)}. ${retry}`,
  },
  invalidVers: {
    title: 'The identity provider speaks another version of SCIM',
    meaning: 'This service speaks SCIM 2.0; the address that was called is for another version.',
    fix: ({ version, uri }) => `${version} ${uri}`,
  },
  sensitive: {
    title: 'The search had secrets in its address',
    meaning: 'What is searched for may not stand in an address, where it would be logged.',
    fix: ({ search }) => search,
  },
  invalidCursor: {
    title: 'A list was read on from a place that does not exist',
    meaning:
      'Long lists are read page after page. The mark of the next page did not come from here, or belongs to another list.',
    fix: ({ restart }) => restart,
  },
  expiredCursor: {
    title: 'A list was read on too late',
    meaning:
      'Long lists are read page after page. The mark of the next page was too old when it came; nothing was lost.',
    fix: ({ restart }) => restart,
  },
  invalidCount: {
    title: 'The length of a page is no number',
    meaning: 'Long lists are read page after page, and the length that was asked for is no number.',
    fix: ({ search }) => search,
  },
};

/** Refusals that the keyword alone does not tell: the first that fits is the one. */
const special: readonly (Row & { readonly fits: (refusal: Refusal) => boolean })[] = [
  {
    fits: ({ status, detail }) => status === 401 && detail.includes('has expired'),
    title: 'The API key has expired',
    meaning:
      'The time has come that was set as the end of this key. Nothing gets through until it is given a later one, or another key is entered.',
    fix: ({ key }) =>
      `Give the key a later expiry in Client Settings > SCIM Settings, or rotate it there. ${key}`,
  },
  {
    fits: ({ status, detail }) => status === 403 && detail.includes('may not be used from'),
    title: 'The API key may not be used from there',
    meaning:
      'The key is right, and came from an address that is not among its allowed sources. Nothing of the request was done.',
    fix: ({ retry }) =>
      `If the address is the identity provider’s, add it to the allowed sources of the key in Client Settings > SCIM Settings; if you don’t know it, rotate the key. ${retry}`,
  },
  {
    fits: ({ status }) => status === 401,
    title: 'The API key was not accepted',
    meaning:
      'The key that was sent is not the one in force: it was rotated, has ended, belongs to a configuration that was deleted, or was not copied whole. Nothing gets through until the right key is there.',
    fix: ({ key }) => `${key} If the key is lost, rotate it in Client Settings > SCIM Settings.`,
  },
  {
    fits: ({ status, detail }) => status === 404 && /no endpoint|SCIM URI|speaks SCIM/.test(detail),
    title: 'The address is wrong',
    meaning:
      'The identity provider calls an address that does not exist: mostly the SCIM URI was pasted with something missing or something behind it.',
    fix: ({ uri }) => uri,
  },
  {
    fits: ({ status }) => status === 404,
    title: 'This user or group is not here',
    meaning:
      'The identity provider wants to change somebody who was removed here, or whom it never created here. It still remembers an id that leads nowhere.',
    fix: ({ resend }) => resend,
  },
  {
    fits: ({ status, detail }) => status === 409 && detail.includes('local user'),
    title: 'The user name belongs to a local user',
    meaning:
      'Somebody was added here by hand under this user name. They are not taken over by themselves, for that could be another person.',
    fix: ({ retry }) =>
      `If it is the same person, open them in Client Settings > Users and select “Link”; if not, give one of the two another user name. ${retry}`,
  },
  {
    fits: ({ status, detail }) => status === 409 && detail.includes('local role'),
    title: 'The name belongs to a local role',
    meaning:
      'A role was added here by hand under the name of this group. The two are not joined by themselves, for their members may differ.',
    fix: ({ group }) => `Rename or delete the local role in Client Settings > Roles. ${group}`,
  },
  {
    fits: ({ status, scimType }) => status === 409 && !scimType,
    title: 'It needs another change that failed',
    meaning: 'Several changes were sent together, and this one depends on one of them that was refused.',
    fix: ({ retry }) => `Mend the other change first: it stands beside this one in Activity. ${retry}`,
  },
  {
    fits: ({ status, detail }) => status === 403 && detail.includes('filtered'),
    title: 'What is on offer can’t be searched',
    meaning: 'Lists of schemas and resource types are given out whole; this request filters them.',
    fix: ({ search }) => search,
  },
  {
    fits: ({ status }) => status === 403,
    title: 'Nobody would be left who can manage the client',
    meaning:
      'The change would take the last administrator’s access. It was refused, so that somebody can still sign in and mend things.',
    fix: ({ administrators }) =>
      `Give another active user a role with “Manage the client” in Client Settings > Roles, then send the change again. ${administrators}`,
  },
  {
    fits: ({ status }) => status === 405,
    title: 'This can’t be done at that address',
    meaning: 'The address exists, but not for this kind of request.',
    fix: ({ uri }) => uri,
  },
  {
    fits: ({ status }) => status === 406,
    title: 'The identity provider takes no SCIM answers',
    meaning: 'It asks for answers in another format than SCIM’s JSON.',
    fix: ({ version }) => version,
  },
  {
    fits: ({ status }) => status === 412,
    title: 'Somebody else was faster',
    meaning:
      'The user or group has changed since the identity provider read it. So that no change is lost, it was asked to read it again.',
    fix: ({ automatic }) => automatic,
  },
  {
    fits: ({ status }) => status === 413,
    title: 'Too much was sent at once',
    meaning:
      'The request is larger than is taken: mostly a very large group whose members come in one piece.',
    fix: ({ large }) => large,
  },
  {
    fits: ({ status }) => status === 414,
    title: 'The address is too long',
    meaning: 'So much is searched for at once that it does not fit into an address.',
    fix: ({ search }) => search,
  },
  {
    fits: ({ status }) => status === 415,
    title: 'The body was sent in another format',
    meaning: 'The body must be JSON, and was declared as something else.',
    fix: ({ version }) => version,
  },
  {
    fits: ({ status }) => status === 429,
    title: 'Too many requests in a short time',
    meaning:
      'The identity provider was asked to wait and to send the request again. Nothing is lost by that.',
    fix: ({ automatic, slower }) => `${automatic} ${slower}`,
  },
  {
    fits: ({ status }) => status === 501,
    title: 'This is not offered',
    meaning: 'The request uses a part of SCIM that this service does not have, such as /Me.',
    fix: ({ search }) => search,
  },
  {
    fits: ({ status }) => status >= 500,
    title: 'The platform could not answer',
    meaning: 'Something went wrong on our side. It has nothing to do with your set-up.',
    fix: ({ automatic }) => `${automatic} If it stays, send support the request id on this page.`,
  },
];

const unknown: Row = {
  title: 'The request was refused',
  meaning: 'The answer says why.',
  fix: ({ retry }) => `Mend what the answer names. ${retry}`,
};

function rowOf(refusal: Refusal): Row {
  const { scimType } = refusal;
  const known = special.find(({ fits }) => fits(refusal));
  if (known) return known;
  const named = scimType && Object.hasOwn(byScimType, scimType) ? byScimType[scimType] : undefined;
  return named ?? unknown;
}

/** The attribute that a refusal names, as the provider calls it: “userName is userPrincipalName there.” */
function attributeHint({ detail }: Refusal, provider: ProviderId): string {
  if (provider === 'other') return '';
  const named = attributeNames.find(({ scim }) => detail.includes(`\`${scim.replace(/\[.*/, '')}`));
  const name = named?.[provider];
  if (!named || !name || name === '-' || name === named.scim) return '';
  return ` ${named.scim.replace(/\[.*/, '')} is filled from “${name}” there.`;
}

/** What a refusal means, and the fix at an identity provider. There is one for every refusal. */
export function remedyOf(refusal: Refusal, provider: ProviderId): Remedy {
  const { title, meaning, fix } = rowOf(refusal);
  const hint = refusal.status === 400 ? attributeHint(refusal, provider) : '';
  return { title, meaning, fix: fix(at[provider]) + hint };
}

/** Every row with its name: what the catalogue knows. */
export const remedyTitles: readonly string[] = [...special, ...Object.values(byScimType), unknown].map(
  ({ title }) => title,
);
