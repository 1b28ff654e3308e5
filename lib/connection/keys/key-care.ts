import { type Recurring, recurring } from '../../recurring';
import { remindOfExpiry } from './key-reminders';
import { finishDueRotations } from './rotation';

/** How often keys are looked after, in milliseconds, and how soon after a start. */
const pauses = { firstMs: 5000, everyMs: 60_000 };

async function care(): Promise<void> {
  await finishDueRotations();
  await remindOfExpiry();
}

/**
 * Looks after keys now and then: finishes rotations whose time has come, and reminds of keys that expire. The database
 * is open; several servers on one may do so, and each thing happens once.
 */
export function startKeyCare(): Recurring {
  return recurring('Looking after API keys', pauses, care);
}
