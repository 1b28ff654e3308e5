import { AsyncLocalStorage } from 'node:async_hooks';

type Context = AsyncLocalStorage<unknown>;

/** How long after the last page its contexts end, in milliseconds: what it left to do is done by then. */
const restMs = 1000;

/** Whether this Node follows contexts without asking every promise: then nothing is won by ending them. */
export const followsForFree = Number(process.versions.node.split('.')[0]) >= 24;

/**
 * Ends the contexts of pages (`AsyncLocalStorage`) while no page is being made. Once one was used, Node has every
 * promise of the process tell where it came from, for as long as the context lives, and requests to the SCIM service,
 * which have none, take a tenth longer. They begin again with the next page. What was first used outside of a page is
 * somebody else's, and stays.
 */
export class PageContexts {
  private readonly ours = new WeakSet<Context>();
  private readonly others = new WeakSet<Context>();
  private readonly inUse = new Set<Context>();
  private pages = 0;
  private rest?: NodeJS.Timeout;

  constructor(private readonly patienceMs = restMs) {
    const contexts = AsyncLocalStorage.prototype;
    contexts.run = this.noting(contexts.run);
    contexts.enterWith = this.noting(contexts.enterWith);
  }

  /** Takes note that a page begins. Call what it gives when the page is answered. */
  begin(): () => void {
    this.pages += 1;
    clearTimeout(this.rest);
    return () => {
      this.pages -= 1;
      this.restSoon();
    };
  }

  private noting<Method extends (...given: never[]) => unknown>(method: Method): Method {
    return new Proxy(method, {
      apply: (target, context, given) => {
        this.note(context);
        return Reflect.apply(target, context, given);
      },
    });
  }

  private note(context: Context): void {
    if (this.others.has(context) || this.inUse.has(context)) return;
    if (this.pages === 0 && !this.ours.has(context)) {
      this.others.add(context);
      return;
    }
    this.ours.add(context);
    this.inUse.add(context);
    this.restSoon();
  }

  private restSoon(): void {
    if (this.pages > 0) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.end(), this.patienceMs).unref();
  }

  private end(): void {
    for (const context of this.inUse) context.disable();
    this.inUse.clear();
  }
}
