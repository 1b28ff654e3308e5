import { attributeNames } from '@/lib/connection/attribute-names';
import type { UserPage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { StatusBadge } from './status-badge';

/** Every attribute of the attribute table under its name on the platform. */
export function AttributeList({ user }: { user: Json<UserPage> }) {
  return (
    <Card>
      <dl className="divide-y text-sm">
        {attributeNames.map(({ field, label }) => (
          <div
            key={field}
            className="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[9rem_minmax(0,1fr)] gap-4 px-5 py-2.5 sm:px-6"
          >
            <dt className="text-ink-soft">{label}</dt>
            <dd className="[overflow-wrap:anywhere]">
              {field === 'active' ? (
                <StatusBadge status={user.status} />
              ) : (
                (user.profile[field] ?? <span className="text-ink-soft">Not given</span>)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
