import { urns } from '../urns';
import type { Schema } from './attribute';
import { coreGroup } from './core-group';
import { coreUser } from './core-user';
import { enterpriseUser } from './enterprise-user';

/** A resource type of RFC 7643 §6. */
export interface ResourceType {
  readonly name: string;
  /** The path below the base address. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly Schema[];
}

/** Users, with the enterprise extension. */
export const userType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'A user account',
  schema: coreUser,
  extensions: [enterpriseUser],
};

/** Groups: what the platform calls roles. */
export const groupType: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'A group of users: a role',
  schema: coreGroup,
  extensions: [],
};

/** Every resource type that is served. */
export const resourceTypes: readonly ResourceType[] = [userType, groupType];

/** The schemas of a resource type: the base first, then the extensions. */
export function schemasOf(type: ResourceType): readonly Schema[] {
  return [type.schema, ...type.extensions];
}

/** True where `urn` is the base schema of some resource type. */
export function isBaseUrn(urn: string): boolean {
  return urn === urns.user || urn === urns.group;
}
