// Who may do what, for every page, every JSON route and every SCIM endpoint.
//
// A file under app/ that has no line here fails e2e/routes.spec.ts. To add one, say who may:
//
//   rule('GET /api/things/[id]', 'users.view', { params: user }),
//
// and, where it differs from 200, what who may is answered (`open`). Send a body that is right, or one that is refused
// (`body: {}, open: 400`) where doing it would be in the way: who may not is refused before that. Each line is tried by
// everybody in e2e/routes/callers.ts, in two tenants of its own.
import { v7 as uuid } from 'uuid';
import { urns } from '../../lib/scim';
import { type Rule, rule } from './rule';
import type { World } from './world';

const user = async (world: World) => ({ id: await world.localUser() });
const entry = async (world: World) => ({ id: await world.activity() });
const key = async (world: World) => ({ id: await world.liveKey() });
const role = async (world: World) => ({ id: await world.localRole() });
const noSession = async () => ({ session: uuid() });
const scimUser = async (world: World) => ({ id: await world.provisionedUser() });
const scimGroup = async (world: World) => ({ id: await world.provisionedRole() });

const pages: readonly Rule[] = [
  rule('PAGE /', 'signed-in'),
  rule('PAGE /account', 'signed-in'),
  rule('PAGE /sign-in', 'everyone', { signedIn: 307 }),
  rule('PAGE /forgot-password', 'everyone'),
  rule('PAGE /reset-password', 'everyone'),
  rule('PAGE /setup', 'everyone'),
  rule('PAGE /settings', 'any-permission'),
  rule('PAGE /settings/scim', 'scim.manage'),
  rule('PAGE /settings/activity', 'activity.view'),
  rule('PAGE /settings/activity/[id]', 'activity.view', { params: entry }),
  rule('PAGE /settings/audit', 'activity.view'),
  rule('PAGE /settings/users', 'users.view'),
  rule('PAGE /settings/users/first-sign-in', 'users.view'),
  rule('PAGE /settings/users/[id]', 'users.view', { params: user }),
  rule('PAGE /settings/roles', 'roles.view'),
  rule('PAGE /settings/roles/[id]', 'roles.view', { params: role }),
];

const jsonRoutes: readonly Rule[] = [
  rule('GET /api/health', 'everyone'),
  rule('GET /api/auth/[...nextauth]', 'everyone', {
    params: async () => ({ nextauth: 'csrf' }),
    elsewhere: 200,
  }),
  rule('POST /api/auth/[...nextauth]', 'everyone', {
    params: async () => ({ nextauth: 'csrf' }),
    open: 400,
    elsewhere: 400,
  }),
  rule('POST /api/account/forgot-password', 'everyone', { body: {}, open: 400 }),
  rule('POST /api/account/reset-password', 'everyone', { body: {}, open: 400 }),
  rule('POST /api/account/link-opened', 'everyone', { body: {}, open: 400 }),
  rule('PATCH /api/account/profile', 'signed-in', { body: {}, open: 204 }),
  rule('PUT /api/account/password', 'signed-in', { body: {}, open: 400 }),
  rule('DELETE /api/account/sessions', 'signed-in'),
  rule('DELETE /api/account/sessions/[session]', 'signed-in', { params: noSession, open: 404 }),
  rule('POST /api/account/setup', 'everyone', { body: {}, open: 400 }),
  rule('GET /api/activity', 'activity.view'),
  rule('GET /api/activity/export', 'activity.view', { query: 'format=csv' }),
  rule('GET /api/audit', 'activity.view'),
  rule('GET /api/audit/check', 'activity.view'),
  rule('GET /api/audit/export', 'activity.view', { query: 'format=csv' }),
  rule('GET /api/client', 'client.manage'),
  rule('PATCH /api/client', 'client.manage', { body: { name: 'Acme' }, open: 204 }),
  rule('GET /api/scim-configuration', 'scim.manage'),
  rule('POST /api/scim-configuration', 'scim.manage', { body: { provider: 'okta' }, open: 409 }),
  rule('PATCH /api/scim-configuration', 'scim.manage', { body: { provider: 'okta' }, open: 204 }),
  rule('DELETE /api/scim-configuration', 'scim.manage', { body: {}, open: 400 }),
  rule('POST /api/scim-configuration/rotate', 'scim.manage', { body: {} }),
  rule('POST /api/scim-configuration/rotation', 'scim.manage', { body: { nothing: 1 }, open: 400 }),
  rule('DELETE /api/scim-configuration/rotation', 'scim.manage', { open: 409 }),
  rule('POST /api/scim-configuration/rotation/finish', 'scim.manage', { open: 409 }),
  rule('PATCH /api/scim-configuration/keys/[id]', 'scim.manage', {
    params: key,
    body: { name: 'Key' },
    open: 204,
  }),
  rule('GET /api/scim-configuration/traffic', 'scim.manage'),
  rule('GET /api/scim-configuration/health', 'scim.manage'),
  rule('GET /api/scim-configuration/breaker', 'scim.manage'),
  rule('PATCH /api/scim-configuration/breaker', 'scim.manage', { body: { nothing: 1 }, open: 400 }),
  rule('GET /api/scim-configuration/breaker/held', 'scim.manage'),
  rule('POST /api/scim-configuration/breaker/held', 'scim.manage', { body: {}, open: 400 }),
  rule('POST /api/scim-configuration/breaker/leave', 'scim.manage', { body: {}, open: 400 }),
  rule('GET /api/users', 'users.view'),
  rule('POST /api/users', 'users.manage', { body: {}, open: 400 }),
  rule('GET /api/users/[id]', 'users.view', { params: user }),
  rule('PATCH /api/users/[id]', 'users.manage', { params: user, body: { title: 'Analyst' }, open: 204 }),
  rule('PUT /api/users/[id]/status', 'users.manage', { params: user, body: { active: false }, open: 204 }),
  rule('GET /api/users/[id]/link', 'scim.manage', { params: user }),
  rule('POST /api/users/[id]/link', 'scim.manage', { params: user, open: 204 }),
  rule('GET /api/users/[id]/history', 'activity.view', { params: user }),
  rule('GET /api/users/[id]/sessions', 'users.manage', { params: user }),
  rule('DELETE /api/users/[id]/sessions', 'users.manage', { params: user }),
  rule('DELETE /api/users/[id]/sessions/[session]', 'users.manage', {
    params: async (world) => ({ ...(await user(world)), ...(await noSession()) }),
    open: 404,
  }),
  rule('POST /api/users/[id]/first-sign-in-mail', 'users.manage', { params: user, open: 409 }),
  rule('GET /api/first-sign-ins', 'users.view'),
  rule('GET /api/first-sign-ins/counts', 'users.view'),
  rule('GET /api/first-sign-ins/rounds', 'users.manage'),
  rule('POST /api/first-sign-ins/rounds', 'users.manage', { body: {}, open: 400 }),
  rule('GET /api/roles', 'roles.view'),
  rule('POST /api/roles', 'roles.manage', { body: {}, open: 400 }),
  rule('GET /api/roles/[id]', 'roles.view', { params: role }),
  rule('PATCH /api/roles/[id]', 'roles.manage', { params: role, body: { description: 'x' }, open: 204 }),
  rule('DELETE /api/roles/[id]', 'roles.manage', { params: role, open: 204 }),
  rule('POST /api/roles/[id]/effects', 'roles.manage', { params: role, body: { change: 'delete' } }),
  rule('PUT /api/roles/[id]/permissions', 'roles.manage', {
    params: role,
    body: { permissions: ['roles.view'] },
    open: 204,
  }),
  rule('GET /api/roles/[id]/members', 'roles.view', { params: role }),
  rule('POST /api/roles/[id]/members', 'roles.manage', { params: role, body: {}, open: 400, elsewhere: 400 }),
  rule('DELETE /api/roles/[id]/members', 'roles.manage', {
    params: role,
    body: {},
    open: 400,
    elsewhere: 400,
  }),
];

const provider = 'identity-provider';
const search = { schemas: [urns.searchRequest], count: 1 };
const patch = { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: 'externalId', value: 'x' }] };
const bulk = { schemas: [urns.bulkRequest], Operations: [] };
const newUser = { schemas: [urns.user], userName: 'same for everybody' };

// What has a body that fits everybody makes nothing twice: the second one of a name answers 409.
const scimEndpoints: readonly Rule[] = [
  rule('GET /scim/v2', provider),
  rule('POST /scim/v2/.search', provider, { body: search }),
  rule('GET /scim/v2/ServiceProviderConfig', provider),
  rule('GET /scim/v2/Schemas', provider),
  rule(`GET /scim/v2/Schemas/${urns.user}`, provider),
  rule('GET /scim/v2/ResourceTypes', provider),
  rule('GET /scim/v2/ResourceTypes/User', provider),
  rule('GET /scim/v2/Me', provider, { open: 501 }),
  rule('POST /scim/v2/Bulk', provider, { body: bulk }),
  rule('GET /scim/v2/Users', provider),
  rule('POST /scim/v2/Users', provider, { body: newUser, open: 201 }),
  rule('POST /scim/v2/Users/.search', provider, { body: search }),
  rule('GET /scim/v2/Users/[id]', provider, { params: scimUser }),
  rule('PUT /scim/v2/Users/[id]', provider, { params: scimUser, body: { ...newUser, userName: 'put' } }),
  rule('PATCH /scim/v2/Users/[id]', provider, { params: scimUser, body: patch }),
  rule('DELETE /scim/v2/Users/[id]', provider, { params: scimUser, open: 204 }),
  rule('GET /scim/v2/Groups', provider),
  rule('POST /scim/v2/Groups', provider, {
    body: { schemas: [urns.group], displayName: 'Same for everybody' },
    open: 201,
  }),
  rule('POST /scim/v2/Groups/.search', provider, { body: search }),
  rule('GET /scim/v2/Groups/[id]', provider, { params: scimGroup }),
  rule('PUT /scim/v2/Groups/[id]', provider, {
    params: scimGroup,
    body: { schemas: [urns.group], displayName: 'Put' },
  }),
  rule('PATCH /scim/v2/Groups/[id]', provider, { params: scimGroup, body: patch, open: 204 }),
  rule('DELETE /scim/v2/Groups/[id]', provider, { params: scimGroup, open: 204 }),
];

/** Every rule there is. */
export const rules: readonly Rule[] = [...pages, ...jsonRoutes, ...scimEndpoints];
