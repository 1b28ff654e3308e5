'use client';

import { useMutation } from '@tanstack/react-query';
import { tellProblem } from '../query/tell-problem';
import { Alert } from '../ui/alert';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card, CardContent, CardFooter } from '../ui/card';
import { focusSoon } from '../ui/focus-soon';
import { Time } from '../ui/time';
import { toast } from '../ui/toaster';
import { BreakerFigures } from './breaker-figures';
import { LeaveProvider } from './leave-provider';
import { minutes } from './people';
import { titleId } from './title-id';
import { type Breaker, changeBreaker } from './use-breaker';

interface BreakerCardProps {
  breaker: Breaker;
  /** The identity provider, as it stands within a sentence. */
  provider: string;
}

/** Whether the circuit breaker is on, what it lets through, and why one should have it. */
export function BreakerCard({ breaker, provider }: BreakerCardProps) {
  if (!breaker.on) return <Off breaker={breaker} provider={provider} />;
  return breaker.suspendedUntil ? (
    <Suspended until={breaker.suspendedUntil} provider={provider} />
  ) : (
    <On breaker={breaker} provider={provider} />
  );
}

function useTurn(on: boolean) {
  const change = useMutation({
    mutationFn: () => changeBreaker({ on }),
    onSuccess: () => {
      toast.success(on ? 'The circuit breaker is on.' : 'The circuit breaker is off.');
      focusSoon(titleId);
    },
    onError: tellProblem,
  });
  return { turn: () => change.mutate(), busy: change.isPending };
}

function Off({ breaker, provider }: BreakerCardProps) {
  const { turn, busy } = useTurn(true);
  return (
    <Card>
      <CardContent className="space-y-3">
        <p>
          <Badge>Off</Badge>
        </p>
        <p>
          We recommend turning it on: one wrong click in {provider}, a group or a scope that was changed, can
          end the access of everybody here within minutes.
        </p>
        <p className="text-ink-soft">
          With the circuit breaker, {breaker.share}&nbsp;% of the users can lose access in{' '}
          {minutes(breaker.windowMinutes)}, and {breaker.atLeast} in any case. The rest is held and keeps its
          access, we mail you who it is, and you approve or reject. A single off-boarding is never held.
        </p>
      </CardContent>
      <CardFooter>
        <Button busy={busy} onClick={turn}>
          Turn it on
        </Button>
      </CardFooter>
    </Card>
  );
}

function On({ breaker, provider }: BreakerCardProps) {
  const { turn, busy } = useTurn(false);
  return (
    <Card>
      <CardContent className="space-y-3">
        <p>
          <Badge tone="accent">On</Badge>
        </p>
        <p>
          In {minutes(breaker.windowMinutes)}, {provider} can end the access of {breaker.share}&nbsp;% of the
          users it provisioned, and of {breaker.atLeast} in any case. Whoever comes beyond that is held until
          you decide.
        </p>
        <p className="text-ink-soft">
          A single off-boarding is never held, and what administrators do here does not count.
        </p>
      </CardContent>
      <CardFooter>
        <BreakerFigures breaker={breaker} />
        <LeaveProvider breaker={breaker} provider={provider} />
        <Button variant="quiet" busy={busy} onClick={turn}>
          Turn it off
        </Button>
      </CardFooter>
    </Card>
  );
}

function Suspended({ until, provider }: { until: string; provider: string }) {
  const { turn, busy } = useTurn(true);
  return (
    <Card>
      <CardContent>
        <Alert tone="warning" title="Suspended">
          You are leaving {provider}: everything passes until <Time at={until} />, so that all users can be
          removed there. Then the circuit breaker watches again.
        </Alert>
      </CardContent>
      <CardFooter>
        <Button variant="secondary" busy={busy} onClick={turn}>
          Turn it on again
        </Button>
      </CardFooter>
    </Card>
  );
}
