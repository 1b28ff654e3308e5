import type { UserRole } from '@/lib/directory';
import { EntryLink } from '../activity/entry-link';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { OriginBadge, providerName } from './origin-badge';

type Role = Json<UserRole>;

interface UserRolesProps {
  roles: readonly Role[];
  /** Whether the reader can open the roles' pages. */
  linked: boolean;
}

/** Who gave a role: the group of an identity provider, or a person. */
function Giver({ role: { origin, provider, grant } }: { role: Role }) {
  if (origin === 'provisioned') return <>Group of {providerName(provider)}</>;
  if (grant?.by) return <>Given by {grant.by}</>;
  return <>Given here</>;
}

/** A role's name, which leads to its page for who may see roles. */
export function RoleName({ role, linked }: { role: { id: string; name: string }; linked: boolean }) {
  if (!linked) return <span className="font-medium text-ink">{role.name}</span>;
  return <TextLink href={`/settings/roles/${role.id}`}>{role.name}</TextLink>;
}

/** The roles of a user, and where each came from. */
export function UserRoles({ roles, linked }: UserRolesProps) {
  if (roles.length === 0)
    return (
      <Card className="px-5 py-4 text-ink-soft sm:px-6">
        No role. Groups of the identity provider arrive as roles; local roles are given on the role’s page.
      </Card>
    );
  return (
    <Card>
      <ul className="divide-y">
        {roles.map((role) => (
          <li key={role.id} className="flex items-start justify-between gap-4 px-5 py-3 sm:px-6">
            <div className="min-w-0">
              <p className="truncate">
                {linked ? (
                  <TextLink quiet href={`/settings/roles/${role.id}`}>
                    {role.name}
                  </TextLink>
                ) : (
                  <span className="font-medium">{role.name}</span>
                )}
              </p>
              <p className="text-sm text-ink-soft">
                <Giver role={role} />,{' '}
                {role.grant ? (
                  <EntryLink entry={role.grant.entry}>
                    since <Time at={role.since} />
                  </EntryLink>
                ) : (
                  <>
                    since <Time at={role.since} />
                  </>
                )}
              </p>
            </div>
            <OriginBadge origin={role.origin} provider={role.provider} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
