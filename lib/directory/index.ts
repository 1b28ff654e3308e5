export { endAccess, voidPasswordLinks } from './end-access';
export { fold } from './fold';
export type { ProfileField } from './profile';
