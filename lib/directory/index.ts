export {
  type FoundActivity,
  type FoundActivityQuery,
  findActivity,
  foundActivity,
  foundActivityFilters,
  foundActivityQuery,
} from './administration/activity/found-activity';
export { type Administrator, actorOf } from './administration/administrator';
export { administratorNow } from './administration/administrator-now';
export { actingPeople, type NamedPerson } from './administration/administrators';
export { type Client, clientOf, renameClient } from './administration/client';
export type { Count } from './administration/count';
export {
  clientBody,
  idParams,
  newRoleBody,
  newUserBody,
  ownNamesBody,
  roleBody,
  roleEffectsBody,
  roleEndQuery,
  roleMembersBody,
  rolePermissionsBody,
  userBody,
  userStatusBody,
} from './administration/requests';
export {
  createRole,
  deleteRole,
  editRole,
  type NewRole,
  type RoleChange,
} from './administration/roles/local-roles';
export {
  type RoleMember,
  type RoleMembers,
  type RoleMembersQuery,
  roleMembers,
  roleMembersQuery,
} from './administration/roles/member-list';
export {
  type AffectedPerson,
  type Effect,
  type PlannedChange,
  type RoleEffects,
  roleEffects,
} from './administration/roles/role-effects';
export {
  countIdleRoles,
  listRoles,
  type RoleList,
  type RoleListItem,
  type RoleListQuery,
  roleListQuery,
} from './administration/roles/role-list';
export { giveRole, takeRole } from './administration/roles/role-members';
export { type RolePage, rolePage } from './administration/roles/role-page';
export { setRolePermissions } from './administration/roles/role-permissions';
export type { AttributeChange, AttributeChanges } from './administration/users/attribute-changes';
export { type LinkPreview, linkPreview } from './administration/users/link-preview';
export { linkUser } from './administration/users/link-user';
export { createUser, editUser, type NewUser, type UserChange } from './administration/users/local-users';
export type { OtherAttribute } from './administration/users/other-attributes';
export { editOwnNames } from './administration/users/own-names';
export { type Addressed, addressedUser, peopleWho } from './administration/users/people-who';
export type { Profile, ProfileField } from './administration/users/profile';
export {
  countProvisioned,
  countProvisionedUsers,
  deactivateProvisionedUsers,
  type Provisioned,
} from './administration/users/provisioned-users';
export { type ReachableUser, reachableUser } from './administration/users/reachable-user';
export {
  listUsers,
  type UserList,
  type UserListItem,
  type UserListQuery,
  type UserStatus,
  userListQuery,
} from './administration/users/user-list';
export {
  historyOf,
  type UserDetails,
  type UserPage,
  userPage,
  userWithDetails,
} from './administration/users/user-page';
export type { Grant, HeldPermission, PermissionPath, UserRole } from './administration/users/user-roles';
export { deactivateUser, reactivateUser } from './administration/users/user-status';
export { HeldChange, rejectionHours } from './breaker/circuit-breaker';
export {
  endHeld,
  type Guarded,
  type HeldUser,
  heldUsers,
  holdBreaker,
  noteWhatIsHeld,
} from './breaker/held-changes';
export { fold } from './fold';
export type {
  ListedPage,
  ListRequest,
  Precondition,
  Read,
  ResourceStore,
  WriteOptions,
} from './resources/resource-store';
export type { RequestInHand, Scope } from './resources/scope';
export type { Place, Sort } from './resources/sort-sql';
export { rolesStore } from './roles/roles-store';
export { type Names, shownName } from './shown-name';
export {
  createTenant,
  createTenantIn,
  type ListedTenant,
  listTenants,
  type MadeTenant,
  type NewTenant,
} from './tenants/tenants';
export { usersStore } from './users/users-store';
