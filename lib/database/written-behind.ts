import { log } from '../log';

/** What a process gathers and writes now and then, behind the back of the requests it is about. */
export interface WrittenBehind<Content> {
  /** What has not been written. Change it in place, and say `noted` after. */
  readonly content: Content;
  /** Sees to it that the content is written soon. Costs no query. */
  noted(): void;
  /** Writes what has been gathered so far. Call it before the database is closed. */
  flush(): Promise<void>;
}

interface State {
  readonly content: unknown;
  timer?: NodeJS.Timeout;
  /** Flushes run one after the other. */
  running: Promise<void>;
}

// One of each name per process, also where two bundles (the server's and Next's) carry a module.
const holder = globalThis as typeof globalThis & { musterWrittenBehind?: Map<string, State> };

/** What is gathered under a name; `empty` makes it where nothing was yet. */
function stateOf<Content>(what: string, empty: () => Content): State & { readonly content: Content } {
  holder.musterWrittenBehind ??= new Map();
  let found = holder.musterWrittenBehind.get(what);
  if (!found) {
    found = { content: empty(), running: Promise.resolve() };
    holder.musterWrittenBehind.set(what, found);
  }
  // Whoever asks for that name made it by its own `empty`.
  return found as State & { readonly content: Content };
}

/**
 * Has a process gather something and write it now and then.
 * @param what is written, in the words of a message that says it could not be
 * @param write takes what it writes out of the content, and puts back what it could not write before it throws
 * @param everyMs the least time between two flushes, in milliseconds
 */
export function writtenBehind<Content>(
  what: string,
  empty: () => Content,
  write: (content: Content) => Promise<void>,
  everyMs = 1000,
): WrittenBehind<Content> {
  const state = () => stateOf(what, empty);

  function flush(): Promise<void> {
    const current = state();
    clearTimeout(current.timer);
    current.timer = undefined;
    const flushed = current.running.then(() => write(current.content));
    current.running = flushed.catch(() => undefined);
    return flushed;
  }

  function noted(): void {
    const current = state();
    current.timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        log.error(`${what} could not be written.`, { err: error });
        noted();
      });
    }, everyMs).unref();
  }

  return {
    get content() {
      return state().content;
    },
    noted,
    flush,
  };
}

/** Ends all timers: there is nowhere to write to any more. What was not flushed stays where it is. */
export function endWritingBehind(): void {
  for (const state of holder.musterWrittenBehind?.values() ?? []) {
    clearTimeout(state.timer);
    state.timer = undefined;
  }
}
