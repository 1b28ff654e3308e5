'use client';

import { Alert } from '../ui/alert';
import { Card, CardContent, CardFooter } from '../ui/card';
import { Time } from '../ui/time';
import { Decision } from './decision';
import { HeldList } from './held-list';
import { capital, people } from './people';
import type { Breaker } from './use-breaker';

/** Who is held, and the decision about them. */
export function HeldCard({ breaker, provider }: { breaker: Breaker; provider: string }) {
  const { held, heldSince } = breaker;
  const who = people(held);
  const they = held === 1 ? 'This person keeps' : 'They keep';
  return (
    <Card>
      <CardContent className="space-y-4">
        <Alert tone="warning" title={`${capital(provider)} wants to end the access of ${who} more`}>
          {they} access until you decide
          {heldSince ? (
            <>
              . Held since <Time at={heldSince} />
            </>
          ) : null}
          .
        </Alert>
        <HeldList state="held" count={held} />
      </CardContent>
      <CardFooter>
        <Decision
          decision="approve"
          label="Approve"
          variant="danger"
          title={`End the access of ${who}?`}
          description={
            <p>
              They are signed out at once, whether {provider} asks again or not. Who was to be removed loses
              all roles, too. What happened stays on record.
            </p>
          }
          done={(users) => `${people(users)} lost access.`}
        />
        <Decision
          decision="reject"
          label="Reject"
          variant="secondary"
          title={`Keep the access of ${who}?`}
          description={
            <>
              <p>
                They stay as they are, and {provider} is refused whenever it asks to end their access, until
                it has not asked for three days or you forget the rejection.
              </p>
              <p>Mend it in {provider}, too: it goes on to try.</p>
            </>
          }
          done={(users) => `${people(users)} ${users === 1 ? 'keeps' : 'keep'} access.`}
        />
      </CardFooter>
    </Card>
  );
}
