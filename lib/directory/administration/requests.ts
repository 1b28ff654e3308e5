import { z } from 'zod';
import { permissions } from '../../access';
import { isStorable } from '../../scim';

const longest = 255;

function line(what: string) {
  return z
    .string(`Give ${what} as text.`)
    .trim()
    .max(longest, `Use at most ${longest} characters for ${what}.`)
    .refine((text) => isStorable(text) && !/\p{Cc}/u.test(text), `Give ${what} without control characters.`);
}

function required(what: string) {
  return line(what).min(1, `Give ${what}.`);
}

/** Text that may be left out: an empty one is none. */
function optional(what: string) {
  return line(what)
    .transform((text) => text || null)
    .nullable()
    .optional();
}

const userName = required('a user name');

const profile = {
  givenName: optional('the first name'),
  familyName: optional('the last name'),
  email: optional('the e-mail address').refine(
    (email) => !email || z.email().safeParse(email).success,
    'Give a valid e-mail address.',
  ),
  mobilePhone: optional('the mobile number'),
  workPhone: optional('the work number'),
  title: optional('the position'),
  streetAddress: optional('the street address'),
  locality: optional('the city'),
  region: optional('the state'),
  postalCode: optional('the postal code'),
  country: optional('the country'),
};

/** The id in a route's path; whether it is anybody's, the directory says. */
export const idParams = z.object({ id: z.string() });

/** A local user to be made. */
export const newUserBody = z.strictObject({ userName, ...profile });

/** What is changed of a local user; what is not named stays as it is. */
export const userBody = newUserBody.partial();

/** What people change of themselves. */
export const ownNamesBody = userBody.pick({ givenName: true, familyName: true });

/** A user's status. */
export const userStatusBody = z.strictObject({ active: z.boolean('Say true or false.') });

/** A local role to be made. */
export const newRoleBody = z.strictObject({
  name: required('a name'),
  description: optional('the description'),
});

/** What is changed of a role; what is not named stays as it is. */
export const roleBody = newRoleBody.partial();

/** The version of a role that a change was decided upon: once the role has another, the change is refused. */
const version = z.number('Give the version as it came.').int().optional();

const granted = z.array(
  z.enum(
    permissions.map(({ name }) => name),
    { error: 'Name permissions that there are.' },
  ),
);

const users = z
  .array(z.guid('Name users by their ids.'))
  .min(1, 'Name at least one user.')
  .max(1000, 'Name at most 1000 users at a time.');

/** All the permissions that a role has from then on. */
export const rolePermissionsBody = z.strictObject({ permissions: granted, version });

/** Users who get a role or lose it. */
export const roleMembersBody = z.strictObject({ users, version });

/** The end of a role. */
export const roleEndQuery = z.object({ version: z.coerce.number().int().optional() });

const after = z.guid('Take “after” from the answer before.').optional();

/** A change of a role that somebody thinks of; `after` asks for more of the people whom it affects. */
export const roleEffectsBody = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('permissions'), permissions: granted, after }),
  z.strictObject({ change: z.literal('add-members'), users, after }),
  z.strictObject({ change: z.literal('remove-members'), users, after }),
  z.strictObject({ change: z.literal('delete'), after }),
]);

/** What is changed of the client itself. */
export const clientBody = z.strictObject({ name: line('the name').min(1, 'Give the client a name.') });
