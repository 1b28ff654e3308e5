// Requests about groups, each with the check of its answer.
import { patchUrn } from './user-operations.mjs';

const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** @typedef {{ id: string, name: string }} KnownGroup */
/** @typedef {import('./user-operations.mjs').Operation} Operation */
/** @typedef {import('./user-operations.mjs').KnownUser} KnownUser */

/** @param {string} name @returns {Operation} */
export function createGroup(name) {
  return {
    method: 'POST',
    path: '/Groups',
    body: { schemas: [groupUrn], displayName: name, externalId: name },
    check: ({ status, json }) => {
      if (status !== 201) return `status ${status}, wanted 201`;
      return json.id && json.displayName === name ? undefined : 'no id, or another displayName';
    },
  };
}

function patchGroup({ id }, operation) {
  return {
    method: 'PATCH',
    path: `/Groups/${id}`,
    body: { schemas: [patchUrn], Operations: [operation] },
    check: ({ status, json }) => {
      if (status === 204) return undefined;
      if (status !== 200) return `status ${status}, wanted 200 or 204`;
      return json?.id === id ? undefined : `id ${json?.id}, wanted ${id}`;
    },
  };
}

/** @param {KnownGroup} group @param {readonly KnownUser[]} users @returns {Operation} */
export const addMembers = (group, users) =>
  patchGroup(group, { op: 'add', path: 'members', value: users.map(({ id }) => ({ value: id })) });

/** @param {KnownGroup} group @param {KnownUser} user @returns {Operation} */
export const removeMember = (group, { id }) =>
  patchGroup(group, { op: 'remove', path: `members[value eq "${id}"]` });

/** The group without its members. @param {KnownGroup} group @returns {Operation} */
export function readGroup({ id, name }) {
  return {
    method: 'GET',
    path: `/Groups/${id}?excludedAttributes=members`,
    check: ({ status, json }) => {
      if (status !== 200) return `status ${status}, wanted 200`;
      if (json.id !== id || json.displayName !== name) return 'another id or displayName';
      return 'members' in json ? 'members, although they were excluded' : undefined;
    },
  };
}

/** The group with its members. @param {KnownGroup} group @param {number} size how many there are @returns {Operation} */
export function readMembers({ id }, size) {
  return {
    method: 'GET',
    path: `/Groups/${id}`,
    check: ({ status, json }) => {
      if (status !== 200) return `status ${status}, wanted 200`;
      const members = json.members ?? [];
      if (json.id !== id) return `id ${json.id}, wanted ${id}`;
      if (members.length !== size) return `${members.length} members, wanted ${size}`;
      return new Set(members.map(({ value }) => value)).size === size ? undefined : 'a member twice';
    },
  };
}

/** @param {KnownGroup} group @returns {Operation} */
export function findGroup({ id, name }) {
  const filter = encodeURIComponent(`displayName eq "${name}"`);
  return {
    method: 'GET',
    path: `/Groups?excludedAttributes=members&filter=${filter}`,
    check: ({ status, json }) => {
      if (status !== 200) return `status ${status}, wanted 200`;
      const found = json.totalResults === 1 && json.Resources?.[0]?.id === id;
      return found ? undefined : `totalResults ${json.totalResults}, or another group`;
    },
  };
}

/** @param {KnownGroup} group @returns {Operation} */
export const deleteGroup = ({ id }) => ({
  method: 'DELETE',
  path: `/Groups/${id}`,
  check: ({ status }) => (status === 204 ? undefined : `status ${status}, wanted 204`),
});
