import { type Recurring, recurring } from '../../recurring';
import { lostRounds, runRound } from './run-round';

/** How often a process looks for rounds whose process has ended, in milliseconds. */
const everyMs = 30_000;

/** Goes on with the rounds that nobody is at. */
export async function resumeRounds(stop: AbortSignal): Promise<void> {
  await Promise.all((await lostRounds()).map((id) => runRound(id, stop)));
}

/** From now on, takes on rounds that another process left; its end waits for a mail, not for a round. */
export function startRounds(): Recurring {
  return recurring('Going on with mails for the first sign-in', { everyMs }, resumeRounds);
}
