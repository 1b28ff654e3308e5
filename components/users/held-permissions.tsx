import { Check } from 'lucide-react';
import { type Permission, permissions } from '@/lib/access/permissions';
import { Card } from '../ui/card';
import { TextLink } from '../ui/text-link';

interface HeldPermissionsProps {
  held: readonly { permission: Permission; roles: readonly { id: string; name: string }[] }[];
  /** Whether the reader can open the roles' pages. */
  linked: boolean;
  /** What stands there when nothing is held. */
  empty: string;
}

/** What somebody may do, each with the roles that give it. */
export function HeldPermissions({ held, linked, empty }: HeldPermissionsProps) {
  if (held.length === 0) return <Card className="px-5 py-4 text-ink-soft sm:px-6">{empty}</Card>;
  return (
    <Card>
      <ul className="divide-y">
        {held.map(({ permission, roles }) => {
          const { label, description } =
            permissions.find(({ name }) => name === permission) ?? permissions[0];
          return (
            <li key={permission} className="flex gap-3 px-5 py-3 sm:px-6">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" />
              <div className="min-w-0">
                <p className="font-medium">{label}</p>
                <p className="text-sm text-ink-soft">{description}</p>
                <p className="mt-0.5 text-sm text-ink-soft">
                  Through{' '}
                  {roles.map((role, place) => (
                    <span key={role.id}>
                      {place > 0 ? ', ' : ''}
                      {linked ? (
                        <TextLink href={`/settings/roles/${role.id}`}>{role.name}</TextLink>
                      ) : (
                        <span className="font-medium text-ink">{role.name}</span>
                      )}
                    </span>
                  ))}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
