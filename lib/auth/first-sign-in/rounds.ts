import { type Recurring, recurring } from '../../recurring';
import { lostRounds, runRound } from './run-round';

/** How often a process looks for rounds whose process has ended, in milliseconds. */
const everyMs = 30_000;

let current: Recurring | undefined;

/** Goes on with the rounds that nobody is at. */
export async function resumeRounds(stop: AbortSignal): Promise<void> {
  await Promise.all((await lostRounds()).map((id) => runRound(id, stop)));
}

/** From now on, takes on rounds that another process left, until `endRounds`. The database is open. */
export function startRounds(): void {
  current ??= recurring('Going on with mails for the first sign-in', everyMs, resumeRounds);
}

/** Takes on no more; settles when what runs of it has ended, between two mails. */
export async function endRounds(): Promise<void> {
  await current?.end();
  current = undefined;
}
