import { randomFillSync } from 'node:crypto';
import { v7 as uuid } from 'uuid';

const idBytes = 16;
/** Randomness for many ids at once: to fetch it costs the same for one. */
const random = new Uint8Array(256 * idBytes);
let used = random.length;

/** The id of a request: a UUIDv7 (RFC 9562 §5.7), by which what was sent when is found. */
export function requestId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const from = used;
  used += idBytes;
  return uuid({ random: random.subarray(from, used) });
}
