export { fold } from './fold';
export type { ProfileField } from './profile';
