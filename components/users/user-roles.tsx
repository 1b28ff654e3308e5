import type { UserPage } from '@/lib/directory';
import { Card } from '../ui/card';
import { TextLink } from '../ui/text-link';
import { OriginBadge } from './origin-badge';

interface UserRolesProps {
  user: Pick<UserPage, 'roles' | 'provider'>;
  /** Whether the reader can open the roles' pages. */
  linked: boolean;
}

/** The roles of a user, and where each came from. */
export function UserRoles({ user, linked }: UserRolesProps) {
  if (user.roles.length === 0)
    return (
      <Card className="px-5 py-4 text-ink-soft sm:px-6">
        No role. Groups of the identity provider arrive as roles; local roles are given on the role’s page.
      </Card>
    );
  return (
    <Card>
      <ul className="divide-y">
        {user.roles.map((role) => (
          <li key={role.id} className="flex items-center justify-between gap-4 px-5 py-3 sm:px-6">
            <span className="min-w-0 truncate">
              {linked ? (
                <TextLink quiet href={`/settings/roles/${role.id}`}>
                  {role.name}
                </TextLink>
              ) : (
                <span className="font-medium">{role.name}</span>
              )}
            </span>
            <OriginBadge origin={role.origin} provider={user.provider} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
