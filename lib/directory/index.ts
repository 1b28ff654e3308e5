export { type Administrator, actorOf } from './administrator';
export { administratorNow } from './administrator-now';
export { actingPeople, type NamedPerson } from './administrators';
export type { AttributeChange, AttributeChanges } from './attribute-changes';
export { HeldChange, rejectionHours } from './circuit-breaker';
export { type Client, clientOf, renameClient } from './client';
export type { Count } from './count';
export { fold } from './fold';
export {
  type FoundActivity,
  type FoundActivityQuery,
  findActivity,
  foundActivity,
  foundActivityFilters,
  foundActivityQuery,
} from './found-activity';
export {
  endHeld,
  type Guarded,
  type HeldUser,
  heldUsers,
  holdBreaker,
  noteWhatIsHeld,
} from './held-changes';
export { type LinkPreview, linkPreview } from './link-preview';
export { linkUser } from './link-user';
export { createRole, deleteRole, editRole, type NewRole, type RoleChange } from './local-roles';
export { createUser, editUser, type NewUser, type UserChange } from './local-users';
export {
  type RoleMember,
  type RoleMembers,
  type RoleMembersQuery,
  roleMembers,
  roleMembersQuery,
} from './member-list';
export type { OtherAttribute } from './other-attributes';
export { editOwnNames } from './own-names';
export { type Addressed, addressedUser, peopleWho } from './people-who';
export type { Profile, ProfileField } from './profile';
export {
  countProvisioned,
  countProvisionedUsers,
  deactivateProvisionedUsers,
  type Provisioned,
} from './provisioned-users';
export { type ReachableUser, reachableUser } from './reachable-user';
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
} from './requests';
export type {
  ListedPage,
  ListRequest,
  Precondition,
  Read,
  ResourceStore,
  WriteOptions,
} from './resource-store';
export {
  type AffectedPerson,
  type Effect,
  type PlannedChange,
  type RoleEffects,
  roleEffects,
} from './role-effects';
export {
  countIdleRoles,
  listRoles,
  type RoleList,
  type RoleListItem,
  type RoleListQuery,
  roleListQuery,
} from './role-list';
export { giveRole, takeRole } from './role-members';
export { type RolePage, rolePage } from './role-page';
export { setRolePermissions } from './role-permissions';
export { rolesStore } from './roles-store';
export type { RequestInHand, Scope } from './scope';
export { type Names, shownName } from './shown-name';
export type { Place, Sort } from './sort-sql';
export {
  createTenant,
  createTenantIn,
  type ListedTenant,
  listTenants,
  type MadeTenant,
  type NewTenant,
} from './tenants';
export {
  listUsers,
  type Origin,
  type UserList,
  type UserListItem,
  type UserListQuery,
  type UserStatus,
  userListQuery,
} from './user-list';
export { historyOf, type UserDetails, type UserPage, userPage, userWithDetails } from './user-page';
export type { Grant, HeldPermission, PermissionPath, UserRole } from './user-roles';
export { deactivateUser, reactivateUser } from './user-status';
export { usersStore } from './users-store';
