import { attributeNames } from '@/lib/connection/providers/attribute-names';
import type { AttributeChange, UserDetails, UserPage } from '@/lib/directory';
import { EntryLink } from '../activity/entry-link';
import type { Json } from '../query/json';
import { AttributePath } from '../ui/attribute-path';
import { Card } from '../ui/card';
import { Time } from '../ui/time';
import { providerName } from './origin-badge';
import { StatusBadge } from './status-badge';

export type DetailedUser = Json<UserPage & UserDetails>;

interface SourceProps {
  user: DetailedUser;
  change: Json<AttributeChange> | undefined;
}

function manager({ managed, origin, provider }: DetailedUser) {
  if (managed)
    return (
      <>
        Managed by {providerName(managed.provider)} since <Time at={managed.since} day />
      </>
    );
  return origin === 'local' ? 'Kept here' : `Kept here, from ${providerName(provider)}`;
}

/** Who looks after an attribute, and when it changed last. */
function Source({ user, change }: SourceProps) {
  const unchanged = user.origin === 'local' ? 'As first entered' : 'Unchanged since provisioned';
  return (
    <>
      <span className="block">{manager(user)}</span>
      {user.changes === null ? null : (
        <span className="block">
          {change ? (
            <EntryLink entry={change.entry}>
              Changed <Time at={change.at} />
              {change.by ? ` by ${change.by}` : ''}
            </EntryLink>
          ) : user.changes.complete ? (
            unchanged
          ) : (
            'No change on record'
          )}
        </span>
      )}
    </>
  );
}

function Row({
  name,
  value,
  source,
}: {
  name: React.ReactNode;
  value: React.ReactNode;
  source?: React.ReactNode;
}) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-5 py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)] sm:px-6 lg:grid-cols-[9rem_minmax(0,1fr)_15rem]">
      <dt className="text-ink-soft [overflow-wrap:anywhere]">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{value}</dd>
      {source ? (
        <dd className="text-xs text-ink-soft sm:col-start-2 lg:col-start-auto lg:pt-px">{source}</dd>
      ) : null}
    </div>
  );
}

/** Every attribute of the attribute table under its name on the platform, and whatever else was sent. */
export function AttributeList({ user }: { user: DetailedUser }) {
  return (
    <Card>
      <dl className="divide-y text-sm">
        {attributeNames.map(({ field, label }) => {
          const value = field === 'active' ? <StatusBadge status={user.status} /> : user.profile[field];
          const change = user.changes?.fields[field];
          return (
            <Row
              key={field}
              name={label}
              value={value ?? <span className="text-ink-soft">Not given</span>}
              source={value === null && !change ? undefined : <Source user={user} change={change} />}
            />
          );
        })}
        {user.others.map(({ path, member, value }) => (
          <Row
            key={path}
            name={<AttributePath path={path} />}
            value={value}
            source={<Source user={user} change={user.changes?.members[member]} />}
          />
        ))}
      </dl>
    </Card>
  );
}
