'use client';

import { providerOf } from '@/lib/connection/providers/providers';
import { messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { BreakerCard } from './breaker-card';
import { HeldCard } from './held-card';
import { RejectedCard } from './rejected-card';
import { titleId } from './title-id';
import { useBreaker } from './use-breaker';

/** The circuit breaker of SCIM Settings: what it holds, and how it is set. Mails lead here. */
export function BreakerSection() {
  const { data: breaker, error, refetch } = useBreaker();
  if (breaker === null) return null;
  return (
    <div id="circuit-breaker" className="scroll-mt-6">
      <Section
        title="Circuit breaker"
        id={titleId}
        description="Holds what would take access from many people at once, until you have looked at it."
      >
        {breaker ? <Breaker breaker={breaker} /> : null}
        {breaker || error ? null : <Waiting />}
        {!breaker && error ? (
          <Alert tone="danger" title="The circuit breaker can’t be shown">
            <p>{messageOf(error)}</p>
            <Button variant="link" onClick={() => void refetch()}>
              Try again
            </Button>
          </Alert>
        ) : null}
      </Section>
    </div>
  );
}

function Breaker({ breaker }: { breaker: NonNullable<ReturnType<typeof useBreaker>['data']> }) {
  const { id, label } = providerOf(breaker.provider);
  const provider = id === 'other' ? 'your identity provider' : label;
  return (
    <div className="space-y-4">
      {breaker.held > 0 ? <HeldCard breaker={breaker} provider={provider} /> : null}
      {breaker.rejected > 0 ? <RejectedCard breaker={breaker} provider={provider} /> : null}
      <BreakerCard breaker={breaker} provider={provider} />
    </div>
  );
}

function Waiting() {
  return (
    <Card role="status" aria-label="Loading the circuit breaker" className="space-y-3 px-5 py-5 sm:px-6">
      <Skeleton className="h-5 w-24" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-9.5 w-28" />
    </Card>
  );
}
