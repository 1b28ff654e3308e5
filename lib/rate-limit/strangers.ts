import { networkOf } from '../address-network';
import { Bucket, type Limit } from './bucket';

/** What an address may ask with keys that open nothing: each costs a look-up in the database. */
export const strangerLimit: Limit = { rate: 20, burst: 200 };

/** How many addresses are remembered; beyond it the oldest are forgotten. */
const rememberedAddresses = 10_000;

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterStrangers?: Map<string, Bucket> };

function strangers(): Map<string, Bucket> {
  holder.musterStrangers ??= new Map();
  return holder.musterStrangers;
}

/** How long an address has to wait before it may try another key, in whole seconds; 0 where it may now. */
export function strangerWait(address: string | undefined): number {
  if (address === undefined) return 0;
  return strangers().get(networkOf(address))?.take(0, performance.now()) ?? 0;
}

/**
 * Notes that a key from an address opened nothing. Each process counts for itself: what it saves is its own work.
 * Where nobody can know the address, nothing is counted.
 */
export function noteStranger(address: string | undefined): void {
  if (address === undefined) return;
  const known = strangers();
  const network = networkOf(address);
  const now = performance.now();
  const bucket = known.get(network) ?? new Bucket({ limit: strangerLimit, tokens: strangerLimit.burst }, now);
  bucket.owe(1);
  known.delete(network);
  known.set(network, bucket);
  const [oldest] = known.keys();
  if (known.size > rememberedAddresses && oldest !== undefined) known.delete(oldest);
}
