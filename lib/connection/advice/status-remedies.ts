// Data that the server and the browser read: imports nothing but types.
import type { Refusal, Row } from './remedy';

/** Refusals that the keyword alone does not tell: the first that fits is the one. */
export const statusRemedies: readonly (Row & { readonly fits: (refusal: Refusal) => boolean })[] = [
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
