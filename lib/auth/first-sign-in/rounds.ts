import { inBackground } from '../background';
import { lostRounds, runRound } from './run-round';

/** How often a process looks for rounds whose process has ended, in milliseconds. */
const everyMs = 30_000;

let timer: NodeJS.Timeout | undefined;

/** Goes on with rounds that nobody is at; each runs by itself. */
export async function resumeRounds(): Promise<void> {
  for (const id of await lostRounds())
    inBackground('Going on with mails for the first sign-in', (stop) => runRound(id, stop));
}

/** From now on, takes on rounds that another process left, until `endRounds`. The database is open. */
export function startRounds(): void {
  timer ??= setInterval(
    () => inBackground('Looking for interrupted rounds', () => resumeRounds()),
    everyMs,
  ).unref();
}

/** Takes on no more. What runs ends with `endBackground`. */
export function endRounds(): void {
  clearInterval(timer);
  timer = undefined;
}
