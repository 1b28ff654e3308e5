import type { ReactNode } from 'react';
import type { UserPage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { Time } from '../ui/time';
import { providerName } from './origin-badge';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[9rem_minmax(0,1fr)] gap-4 px-5 py-2.5 sm:px-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** Where a user comes from, and how far they have come. */
export function UserFacts({ user }: { user: Json<UserPage> }) {
  return (
    <Card>
      <dl className="divide-y text-sm">
        <Fact name="From">
          {user.origin === 'local' ? 'Added here' : providerName(user.provider)}, <Time at={user.createdAt} />
        </Fact>
        <Fact name="Last change">
          <Time at={user.updatedAt} />
        </Fact>
        {user.removedAt ? (
          <Fact name="Removed">
            <Time at={user.removedAt} />
          </Fact>
        ) : null}
        {user.externalId ? (
          <Fact name="External id">
            <code className="font-mono text-xs">{user.externalId}</code>
          </Fact>
        ) : null}
        <Fact name="Password">
          {user.hasPassword ? 'Set' : 'Not set yet. The user sets one through “Forgot password”.'}
        </Fact>
        <Fact name="Signed in">
          {user.lastSeenAt ? (
            <>
              Yes, last seen <Time at={user.lastSeenAt} asAgo />
            </>
          ) : (
            'No open session'
          )}
        </Fact>
      </dl>
    </Card>
  );
}
