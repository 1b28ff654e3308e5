'use client';

import { Alert } from '../ui/alert';
import { Card, CardContent, CardFooter } from '../ui/card';
import { Decision } from './decision';
import { HeldList } from './held-list';
import { people } from './people';
import type { Breaker } from './use-breaker';

/** Who stays although the identity provider wanted to end their access, and the way back. */
export function RejectedCard({ breaker, provider }: { breaker: Breaker; provider: string }) {
  const who = people(breaker.rejected);
  const [stays, access] = breaker.rejected === 1 ? ['stays', 'this access'] : ['stay', 'their access'];
  return (
    <Card>
      <CardContent className="space-y-4">
        <Alert title={`${who} ${stays}, as you rejected to end ${access}`}>
          If {provider} is to end it after all, because somebody leaves, forget the rejection.
        </Alert>
        <HeldList state="rejected" count={breaker.rejected} />
      </CardContent>
      <CardFooter>
        <Decision
          decision="forget"
          label="Forget the rejection"
          variant="secondary"
          title={`Forget the rejection for ${who}?`}
          description={
            <p>
              When {provider} asks again to end their access, that is judged as if it came for the first time:
              a few pass, too many at once are held.
            </p>
          }
          done={(users) => `The rejection for ${people(users)} is forgotten.`}
        />
      </CardFooter>
    </Card>
  );
}
