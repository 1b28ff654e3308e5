export { keepManager, LastManagerError, takesManager } from './keep-manager';
export { effective, isPermission, labelOf, manageClient, type Permission, permissions } from './permissions';
