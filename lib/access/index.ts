export { keepManager, LastManagerError } from './keep-manager';
export { effective, isPermission, manageClient, type Permission, permissions } from './permissions';
