import { inBackground } from '../background';
import { lostMailings, runMailing } from './run-mailing';

/** How often a process looks for mailings whose process has ended, in milliseconds. */
const everyMs = 30_000;

let timer: NodeJS.Timeout | undefined;

/** Goes on with mailings that nobody is at; each runs by itself. */
export async function resumeMailings(): Promise<void> {
  for (const id of await lostMailings())
    inBackground('Going on with mails for the first sign-in', (stop) => runMailing(id, stop));
}

/** From now on, takes on mailings that another process left, until `endMailings`. The database is open. */
export function startMailings(): void {
  timer ??= setInterval(
    () => inBackground('Looking for interrupted mailings', () => resumeMailings()),
    everyMs,
  ).unref();
}

/** Takes on no more. What runs ends with `endBackground`. */
export function endMailings(): void {
  clearInterval(timer);
  timer = undefined;
}
