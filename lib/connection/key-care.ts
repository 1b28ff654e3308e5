import { log } from '../log';
import { remindOfExpiry } from './key-reminders';
import { finishDueRotations } from './rotation';

/** How often keys are looked after, in milliseconds. */
const everyMs = 60_000;

interface Care {
  ending: boolean;
  timer?: NodeJS.Timeout;
  running: Promise<void>;
}

let current: Care | undefined;

async function care(): Promise<void> {
  try {
    await finishDueRotations();
    await remindOfExpiry();
  } catch (error) {
    log.error('API keys could not be looked after; that is tried again in a minute.', { err: error });
  }
}

/**
 * Looks after keys now and then until `endKeyCare`: finishes rotations whose time has come, and reminds of keys that
 * expire. The database is open; several servers on one may do so, and each thing happens once.
 */
export function startKeyCare(): void {
  if (current) return;
  const state: Care = { ending: false, running: Promise.resolve() };
  current = state;
  const next = (inMs: number) => {
    state.timer = setTimeout(() => {
      state.running = care().then(() => {
        if (!state.ending) next(everyMs);
      });
    }, inMs).unref();
  };
  next(5000);
}

/** Ends it; settles when what runs of it has ended. Call it before the database is closed. */
export async function endKeyCare(): Promise<void> {
  const state = current;
  current = undefined;
  if (!state) return;
  state.ending = true;
  clearTimeout(state.timer);
  await state.running;
}
