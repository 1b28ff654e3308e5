import type { ReactNode } from 'react';
import type { FirstSignIn } from '@/lib/auth';
import type { UserPage } from '@/lib/directory';
import { canBeMailed } from '../first-sign-in/can-be-mailed';
import { HowFar } from '../first-sign-in/how-far';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { Time } from '../ui/time';
import { FirstSignInMailButton } from './first-sign-in-mail-button';
import { providerName } from './origin-badge';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[9rem_minmax(0,1fr)] gap-4 px-5 py-2.5 sm:px-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

interface UserFactsProps {
  user: Json<UserPage>;
  firstSignIn: Json<FirstSignIn> | null;
  /** Whether the reader may send the mail for the first sign-in. */
  canManage: boolean;
}

/** Where a user comes from, and how far they have come. */
export function UserFacts({ user, firstSignIn, canManage }: UserFactsProps) {
  const mailable = canManage && user.status === 'active' && firstSignIn && canBeMailed(firstSignIn);
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
        <Fact name="Password">{user.hasPassword ? 'Set' : 'Not set yet'}</Fact>
        {firstSignIn && user.status !== 'removed' ? (
          <Fact name="First sign-in">
            <HowFar person={firstSignIn} />
            {mailable ? (
              <span className="mt-2 block">
                <FirstSignInMailButton user={user} again={firstSignIn.mailedAt !== null} />
              </span>
            ) : null}
          </Fact>
        ) : null}
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
