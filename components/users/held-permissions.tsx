import { Check } from 'lucide-react';
import { labelOf, type Permission, permissions } from '@/lib/access/permissions';
import type { HeldPermission, PermissionPath, UserRole } from '@/lib/directory';
import { EntryLink } from '../activity/entry-link';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { Time } from '../ui/time';
import { providerName } from './origin-badge';
import { RoleName } from './user-roles';

interface HeldPermissionsProps {
  held: readonly HeldPermission[];
  /** The roles that give them. */
  roles: readonly Json<UserRole>[];
  /** Whether the reader can open the roles' pages. */
  linked: boolean;
  /** What stands there when nothing is held. */
  empty: string;
}

interface PathProps {
  permission: Permission;
  path: PermissionPath;
  role: Json<UserRole> | undefined;
  linked: boolean;
}

/** Since when somebody has a role, and through which act: the way to its entry, where that is on record. */
function Given({ role: { origin, grant, since } }: { role: Json<UserRole> }) {
  if (!grant)
    return (
      <>
        , since <Time at={since} day />
      </>
    );
  return (
    <>
      , given {origin === 'local' && grant.by ? `by ${grant.by} ` : ''}
      <EntryLink entry={grant.entry}>
        on <Time at={since} day />
      </EntryLink>
    </>
  );
}

/** One way to a permission: what implies it, the role that grants that, and how the role was given. */
function Path({ permission, path, role, linked }: PathProps) {
  return (
    <>
      Through the role <RoleName role={path.role} linked={linked} />
      {path.granted === permission ? null : <>, which grants “{labelOf(path.granted)}”</>}
      {role?.origin === 'provisioned' ? <>, a group of {providerName(role.provider)}</> : null}
      {role ? <Given role={role} /> : null}
    </>
  );
}

/** What somebody may do, each with every way in which they may. */
export function HeldPermissions({ held, roles, linked, empty }: HeldPermissionsProps) {
  if (held.length === 0) return <Card className="px-5 py-4 text-ink-soft sm:px-6">{empty}</Card>;
  return (
    <Card>
      <ul className="divide-y">
        {held.map(({ permission, paths }) => {
          const { label, description } =
            permissions.find(({ name }) => name === permission) ?? permissions[0];
          const implied = paths.every(({ granted }) => granted !== permission);
          return (
            <li key={permission} className="flex gap-3 px-5 py-3 sm:px-6">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" />
              <div className="min-w-0">
                <p className="font-medium">
                  {label}
                  {implied ? <span className="font-normal text-ink-soft"> (implied)</span> : null}
                </p>
                <p className="text-sm text-ink-soft">{description}</p>
                {paths.map((path) => (
                  <p key={path.role.id} className="mt-0.5 text-sm text-ink-soft [overflow-wrap:anywhere]">
                    <Path
                      permission={permission}
                      path={path}
                      role={roles.find(({ id }) => id === path.role.id)}
                      linked={linked}
                    />
                  </p>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
