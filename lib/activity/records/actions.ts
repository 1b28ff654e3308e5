// Data that the server and the browser read: imports nothing.

/** What administrators filter activity by, with the actions that belong there. Each action is in one of them. */
export const areas = [
  { name: 'users-created', label: 'Users created', actions: ['user.created', 'user.restored'] },
  { name: 'users-changed', label: 'Users changed', actions: ['user.updated', 'user.linked'] },
  { name: 'users-deactivated', label: 'Users deactivated', actions: ['user.deactivated'] },
  { name: 'users-reactivated', label: 'Users reactivated', actions: ['user.reactivated'] },
  { name: 'users-removed', label: 'Users removed', actions: ['user.deleted'] },
  {
    name: 'members',
    label: 'Roles given and taken',
    actions: ['role.members-added', 'role.members-removed'],
  },
  {
    name: 'roles',
    label: 'Roles and their permissions',
    actions: ['role.created', 'role.updated', 'role.deleted', 'role.restored', 'role.permissions-changed'],
  },
  {
    name: 'configuration',
    label: 'Configuration and API keys',
    actions: [
      'configuration.created',
      'configuration.updated',
      'configuration.key-rotated',
      'configuration.key-rotation-started',
      'configuration.key-rotation-finished',
      'configuration.key-rotation-cancelled',
      'configuration.key-changed',
      'configuration.key-expiry-told',
      'configuration.deleted',
      'tenant.created',
      'tenant.updated',
      'tenant.limit-changed',
    ],
  },
  { name: 'exports', label: 'Exports', actions: ['activity.exported', 'audit.exported'] },
  {
    name: 'breaker',
    label: 'Circuit breaker',
    actions: [
      'user.held',
      'user.hold-withdrawn',
      'breaker.changed',
      'breaker.approved',
      'breaker.rejected',
      'breaker.forgotten',
      'breaker.suspended',
    ],
  },
  {
    name: 'sign-ins',
    label: 'Sign-ins and passwords',
    actions: [
      'user.signed-in',
      'user.sign-in-refused',
      'user.signed-out',
      'user.signed-out-elsewhere',
      'user.password-set',
      'user.password-changed',
      'user.password-link-sent',
      'user.first-sign-in-mailed',
    ],
  },
  {
    name: 'requests',
    label: 'Requests refused or in vain',
    actions: ['request.refused', 'request.refusals-counted', 'request.limited', 'request.unknown-attribute'],
  },
] as const satisfies readonly { name: string; label: string; actions: readonly string[] }[];

/** A part of the activity: `users-created`, `members`, … */
export type Area = (typeof areas)[number]['name'];

/** Everything that is ever recorded, as subject.verb. Each has its sentence in words.ts. */
export type Action = (typeof areas)[number]['actions'][number];

/** Every action there is. */
export const actions: readonly Action[] = areas.flatMap((area): readonly Action[] => area.actions);

/** The actions of an area. */
export function actionsOf(name: Area): readonly Action[] {
  return areas.find((area) => area.name === name)?.actions ?? [];
}
