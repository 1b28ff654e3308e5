export { keepManager, LastManagerError, takesManager } from './keep-manager';
export { effective, isPermission, manageClient, type Permission, permissions } from './permissions';
