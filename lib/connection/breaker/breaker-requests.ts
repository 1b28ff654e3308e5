import { z } from 'zod';

const whole = (what: string, least: number, most: number) => {
  const error = `Give ${what} as a whole number from ${least} to ${most}.`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

/** What is changed of the circuit breaker; what is not named stays as it is. */
export const breakerBody = z
  .strictObject({
    on: z.boolean('Say true or false.'),
    share: whole('the share of users in percent', 1, 100),
    atLeast: whole('the number of users', 1, 100_000),
    windowMinutes: whole('the window in minutes', 1, 1440),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Say what to change: on, share, atLeast or windowMinutes.');

/** What becomes of the held changes, or of the rejected ones. */
export const decisionBody = z.strictObject({
  decision: z.enum(['approve', 'reject', 'forget'], { error: 'Choose “approve”, “reject” or “forget”.' }),
});

/** For how long the circuit breaker is suspended because the client leaves its identity provider. */
export const leavingBody = z.strictObject({ hours: whole('the hours', 1, 168) });

/** Which of the held changes are asked for: those after a user, in the order of their ids. */
export const heldQuery = z.object({
  state: z.enum(['held', 'rejected']).default('held'),
  after: z.guid().optional(),
});
