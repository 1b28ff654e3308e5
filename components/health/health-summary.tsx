'use client';

import { Card } from '../ui/card';
import { counted } from '../ui/count';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { percent } from './health-facts';
import { HealthWarnings } from './health-warnings';
import { type Charted, useHealth } from './use-health';

const requestCount = (count: number) => counted({ count, more: false }, 'request', 'requests');

/** How the connection is doing, in two lines and what is wrong: for the overview. */
export function HealthSummary({ initial }: { initial: Charted }) {
  const { data } = useHealth('24', initial);
  if (!data) return null;
  const { lastContact, lastChange, requests, refused, errorRatio, warnings } = data.health;
  return (
    <>
      <HealthWarnings warnings={warnings} />
      <Card className="space-y-1 px-5 py-4 sm:px-6">
        <p className="font-medium">
          {requests === 0
            ? 'No requests in the last 24 hours'
            : `${requestCount(requests)} in the last 24 hours, ${refused === 0 ? 'none refused' : `${percent(errorRatio)} refused`}`}
        </p>
        <p className="text-sm text-ink-soft">
          {lastContact ? (
            <>
              Last contact <Time at={lastContact} asAgo />
              {lastChange ? (
                <>
                  , last change <Time at={lastChange} asAgo />
                </>
              ) : null}
              .{' '}
            </>
          ) : null}
          <TextLink href="/settings/scim">Sync health</TextLink>
        </p>
      </Card>
    </>
  );
}
