export { endAccess, voidPasswordLinks } from './end-access';
export { fold } from './fold';
export type { Profile, ProfileField } from './profile';
export { countProvisionedUsers, deactivateProvisionedUsers } from './provisioned-users';
export { type Names, shownName } from './shown-name';
export {
  createTenant,
  createTenantIn,
  type ListedTenant,
  listTenants,
  type MadeTenant,
  type NewTenant,
} from './tenants';
