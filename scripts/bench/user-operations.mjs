// Requests about users, each with the check of its answer: a wrong answer is an error, however fast it came.
import { enterpriseUrn, runId, userBody, userNameOf, userUrn } from './people.mjs';

/**
 * @typedef {{ i: number, id: string, active: boolean }} KnownUser
 * @typedef {(name: string) => void} Note counts a departure that breaks no client
 * @typedef {(answer: { status: number, json: any, headers: Record<string, string> }, note: Note) => string | undefined} Check
 * says what is wrong
 * @typedef {{ method: string, path: string, body?: unknown, kind?: string, check: Check, after?: (result: any) => void }} Operation
 */

export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const same = (a, b) => String(a).toLowerCase() === b.toLowerCase();
const statusIs = (status, wanted) => (status === wanted ? undefined : `status ${status}, wanted ${wanted}`);

function wrongUser(user, wanted, note) {
  if (typeof user?.id !== 'string' || user.id === '') return 'no id';
  if (wanted.id && user.id !== wanted.id) return `id ${user.id}, wanted ${wanted.id}`;
  if (!user.schemas?.includes?.(userUrn)) return 'schemas lacks the User URN';
  if (!same(user.userName, wanted.userName)) return `userName ${user.userName}, wanted ${wanted.userName}`;
  if ('active' in wanted && user.active !== wanted.active)
    return `active ${user.active}, wanted ${wanted.active}`;
  if (wanted.familyName && user.name?.familyName !== wanted.familyName) return 'name.familyName is another';
  const { body } = wanted;
  if (body && user.emails?.[0]?.value !== body.emails[0].value) return 'emails is another';
  if (body && user[enterpriseUrn]?.department !== body[enterpriseUrn].department) note('enterprise lost');
  if (user.meta?.resourceType !== 'User') note('no meta');
  else if (!user.meta.location) note('no meta.location');
  return undefined;
}

/**
 * POST of user number `i`; the target knows the user from then on.
 * @returns {Operation}
 */
export function createUser(target, i) {
  const body = userBody(i);
  return {
    method: 'POST',
    path: '/Users',
    body,
    check: ({ status, json, headers }, note) => {
      if (!headers.location) note('no Location');
      return statusIs(status, 201) ?? wrongUser(json, { userName: body.userName, active: true, body }, note);
    },
    after: ({ status, json }) => {
      if (status === 201 && json?.id) target.users.push({ i, id: json.id, active: true });
    },
  };
}

/** How an identity provider asks whether a user is there. */
const lookUp = (userName) => `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`;

/** @param {KnownUser} user @returns {Operation} */
export function findUser({ i, id }) {
  const userName = userNameOf(i);
  return {
    method: 'GET',
    path: lookUp(userName),
    check: ({ status, json }, note) => {
      if (status !== 200) return statusIs(status, 200);
      if (json.totalResults !== 1 || json.Resources?.length !== 1)
        return `totalResults ${json.totalResults}, wanted 1`;
      return wrongUser(json.Resources[0], { id, userName }, note);
    },
  };
}

/** @param {number} k @returns {Operation} */
export function findNobody(k) {
  return {
    method: 'GET',
    path: lookUp(`nobody.${runId}.${k}@example.com`),
    check: ({ status, json }) => {
      if (status !== 200) return statusIs(status, 200);
      const empty = json.totalResults === 0 && !json.Resources?.length;
      return empty ? undefined : `totalResults ${json.totalResults}, wanted 0`;
    },
  };
}

/** @param {KnownUser} user @returns {Operation} */
export function getUser({ i, id }) {
  return {
    method: 'GET',
    path: `/Users/${id}`,
    check: ({ status, json }, note) =>
      statusIs(status, 200) ?? wrongUser(json, { id, userName: userNameOf(i) }, note),
  };
}

/** How identity providers say that a user is active or not. */
const activeForms = {
  okta: (to) => ({ op: 'replace', value: { active: to } }),
  entra: (to) => ({ op: 'Replace', path: 'active', value: to ? 'True' : 'False' }),
  path: (to) => ({ op: 'replace', path: 'active', value: to }),
};

/**
 * PATCH that turns `active` over.
 * @param {KnownUser} user
 * @param {keyof typeof activeForms} form
 * @returns {Operation}
 */
export function patchActive(user, form) {
  const active = !user.active;
  user.active = active;
  return {
    method: 'PATCH',
    path: `/Users/${user.id}`,
    body: { schemas: [patchUrn], Operations: [activeForms[form](active)] },
    check: ({ status, json }, note) => {
      if (status === 204) return void note('204 without the user');
      return (
        statusIs(status, 200) ?? wrongUser(json, { id: user.id, userName: userNameOf(user.i), active }, note)
      );
    },
  };
}

/** @param {KnownUser} user @param {number} round makes another name each time @returns {Operation} */
export function putUser(user, round) {
  user.active = true;
  const familyName = `Put${user.i}`;
  const name = { formatted: `R${round} ${familyName}`, givenName: `R${round}`, familyName };
  const body = userBody(user.i, { id: user.id, name });
  const wanted = { id: user.id, userName: body.userName, active: true, familyName, body };
  return {
    method: 'PUT',
    path: `/Users/${user.id}`,
    body,
    check: ({ status, json }, note) => statusIs(status, 200) ?? wrongUser(json, wanted, note),
  };
}

/** Counts the resources of a page in `seen`; says what is wrong with one. */
function wrongPage(resources, seen) {
  for (const { id, userName } of resources) {
    if (!id || !userName) return 'a resource lacks id or userName';
    seen?.set(id, (seen.get(id) ?? 0) + 1);
  }
  return undefined;
}

/**
 * A page of 100 from a number on, with the true total.
 * @param {{ startIndex: number, total: number, seen?: Map<string, number> }} page
 * @returns {Operation}
 */
export function listPage({ startIndex, total, seen }) {
  const length = Math.min(100, total - startIndex + 1);
  return {
    method: 'GET',
    path: `/Users?startIndex=${startIndex}&count=100`,
    check: ({ status, json }) => {
      if (status !== 200) return statusIs(status, 200);
      if (json.totalResults !== total) return `totalResults ${json.totalResults}, wanted ${total}`;
      if (json.Resources?.length !== length) return `${json.Resources?.length} Resources, wanted ${length}`;
      return wrongPage(json.Resources, seen);
    },
  };
}

/**
 * A page of 100 of the walk by cursor (RFC 9865); `next` is told where it goes on.
 * @param {{ cursor: string, seen: Map<string, number>, next: (cursor: string | undefined) => void }} page
 * @returns {Operation}
 */
export function cursorPage({ cursor, seen, next }) {
  return {
    method: 'GET',
    path: `/Users?cursor=${encodeURIComponent(cursor)}&count=100`,
    check: ({ status, json }) => {
      if (status !== 200) return statusIs(status, 200);
      if (json.nextCursor && json.Resources?.length !== 100)
        return `${json.Resources?.length} Resources, wanted 100`;
      return wrongPage(json.Resources ?? [], seen);
    },
    after: ({ json }) => next(json?.nextCursor),
  };
}
