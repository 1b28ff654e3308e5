/** A permission's name, as stored with a role. */
export type Permission = (typeof permissions)[number]['name'];

/** Every permission there is, grouped by the area of the platform it opens. The editor prints this table. */
export const permissions = [
  {
    name: 'client.manage',
    area: 'Client',
    label: 'Manage the client',
    description: 'Everything below, and who else may manage the client.',
  },
  {
    name: 'scim.manage',
    area: 'Client',
    label: 'Manage SCIM',
    description:
      'Connect the identity provider, rotate its API key and delete the configuration. Whoever holds the key decides who is in the provisioned roles.',
  },
  {
    name: 'users.view',
    area: 'Users',
    label: 'See users',
    description: 'The list of users and their attributes.',
  },
  {
    name: 'users.manage',
    area: 'Users',
    label: 'Manage local users',
    description: 'Add, edit, deactivate and reactivate users that no identity provider manages.',
  },
  {
    name: 'roles.view',
    area: 'Roles',
    label: 'See roles',
    description: 'The roles, their permissions and members.',
  },
  {
    name: 'roles.manage',
    area: 'Roles',
    label: 'Manage roles',
    description: 'Add local roles, change the permissions of roles, and give local roles to users.',
  },
  {
    name: 'activity.view',
    area: 'Activity',
    label: 'See activity',
    description:
      'What the identity provider and administrators changed, what was refused, and the audit trail.',
  },
] as const satisfies readonly { name: string; area: string; label: string; description: string }[];

/** The permission that holds every other, and that at least one active user of a tenant keeps. */
export const manageClient: Permission = 'client.manage';

const implied: Partial<Record<Permission, readonly Permission[]>> = {
  'client.manage': permissions.map((permission) => permission.name),
  'users.manage': ['users.view'],
  'roles.manage': ['roles.view'],
};

/** True where `name` names a permission. */
export function isPermission(name: string): name is Permission {
  return permissions.some((permission) => permission.name === name);
}

/** What people read of a permission; of one that is not known any more, its name. */
export function labelOf(permission: string): string {
  return permissions.find(({ name }) => name === permission)?.label ?? permission;
}

/** The granted permissions and those they imply. */
export function effective(granted: Iterable<Permission>): ReadonlySet<Permission> {
  const result = new Set<Permission>();
  for (const permission of granted) {
    result.add(permission);
    for (const other of implied[permission] ?? []) result.add(other);
  }
  return result;
}
