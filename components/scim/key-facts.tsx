import type { ReactNode } from 'react';
import { Badge } from '../ui/badge';
import { KeyEnd } from '../ui/key-end';
import { Time } from '../ui/time';
import type { Configuration } from './use-configuration';

/** A key as the page knows it. */
export type Key = Configuration['key'];

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** What may be known of a key: never more than its end of itself. */
export function KeyFacts({ name, apiKey }: { name: string; apiKey: Key }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2">
      <Fact name={name}>
        {apiKey.name ? <span className="mr-2 font-medium">{apiKey.name}</span> : null}
        <KeyEnd lastFour={apiKey.lastFour} />
      </Fact>
      <Fact name="Made">
        <Time at={apiKey.createdAt} />
      </Fact>
      <Fact name="Last used">
        <LastUse apiKey={apiKey} />
      </Fact>
      <Fact name="Expires">
        {apiKey.expiresAt ? <Time at={apiKey.expiresAt} /> : 'Never'}
        {apiKey.expired ? (
          <Badge tone="danger" className="ml-2">
            Expired
          </Badge>
        ) : null}
      </Fact>
      <Fact name="Allowed sources">
        {apiKey.allowedSources ? (
          <span className="font-mono text-sm">{apiKey.allowedSources.join(', ')}</span>
        ) : (
          'Everywhere'
        )}
      </Fact>
    </dl>
  );
}

function LastUse({ apiKey }: { apiKey: Key }) {
  const { lastUsedAt, lastUsedAddress, lastUsedAgent, lastUseAllowed } = apiKey;
  if (!lastUsedAt) return 'Never';
  return (
    <>
      <Time at={lastUsedAt} asAgo />
      {lastUsedAddress ? (
        <>
          {' '}
          from <code className="font-mono text-sm">{lastUsedAddress}</code>
        </>
      ) : null}
      {lastUseAllowed ? null : (
        <Badge tone="warning" className="ml-2">
          Not allowed any more
        </Badge>
      )}
      {lastUsedAgent ? <span className="block text-sm text-ink-soft">{lastUsedAgent}</span> : null}
    </>
  );
}
