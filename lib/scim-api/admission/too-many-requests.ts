import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfterSeconds } from '../../database';
import { countParts, noteStranger, strangerWait } from '../../rate-limit';
import { ScimError } from '../../scim';

/** More requests than the caller may send; the answer says in how many seconds to come back. */
export class TooManyRequests extends ScimError {
  constructor(seconds: number, why: string) {
    const again = `Send it again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
    super(429, undefined, `${why} ${again}`, { 'Retry-After': String(seconds) });
  }
}

/** A refusal waits for this long, in milliseconds, so that whoever asks without a pause does not keep us busy with it. */
const refusalMs = 250;
/** So many refusals wait at most; others are answered at once. */
const mostWaiting = 512;
let waiting = 0;

/** Holds a refusal back for a moment. */
export async function heldBack(error: TooManyRequests): Promise<TooManyRequests> {
  if (waiting >= mostWaiting) return error;
  waiting += 1;
  await sleep(refusalMs);
  waiting -= 1;
  return error;
}

/** Refuses who tried too many keys that open nothing, before another one costs a look-up. @throws TooManyRequests */
export function refuseStranger(address: string | undefined): void {
  const seconds = strangerWait(address);
  if (seconds > 0)
    throw new TooManyRequests(seconds, 'Too many requests without a valid API key came from this address.');
}

/** Notes that a request had no right key. @throws TooManyRequests where there were too many from its address */
export function noteRefusedKey(address: string | undefined): void {
  refuseStranger(address);
  noteStranger(address);
}

/** Counts the further parts of a request that was counted as one. @throws TooManyRequests before any is done */
export function countedParts(tenantId: string, more: number): void {
  const seconds = countParts(tenantId, more);
  if (seconds > 0) throw tooManyOfClient(seconds);
}

/** A client sent more requests than its limit allows. */
export function tooManyOfClient(seconds: number): TooManyRequests {
  return new TooManyRequests(seconds, 'This client sends too many requests.');
}

/** A client's earlier requests are not done yet. */
export function tooManyAtOnce(): TooManyRequests {
  return new TooManyRequests(retryAfterSeconds, 'Too many requests of this client are under way.');
}
