import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageContexts } from './page-contexts';

const { run, enterWith } = AsyncLocalStorage.prototype;
const patienceMs = 20;
let pages: PageContexts;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  pages = new PageContexts(patienceMs);
});

afterEach(() => {
  vi.useRealTimers();
  Object.assign(AsyncLocalStorage.prototype, { run, enterWith });
});

/** Begins work in a context; what it gives has the work go on, and tells what the context holds then. */
function begun(context: AsyncLocalStorage<string>): () => Promise<string | undefined> {
  let goOn = () => {};
  const held = context.run('here', async () => {
    await new Promise<void>((done) => {
      goOn = done;
    });
    return context.getStore();
  });
  return () => {
    goOn();
    return held;
  };
}

it('a context lasts as long as any page, and a moment longer', async () => {
  const context = new AsyncLocalStorage<string>();
  const [endOne, endOther] = [pages.begin(), pages.begin()];
  const held = begun(context);
  endOne();
  vi.advanceTimersByTime(3 * patienceMs);
  expect(await held()).toBe('here');
  const late = begun(context);
  endOther();
  vi.advanceTimersByTime(patienceMs - 1);
  expect(await late()).toBe('here');
});

it('a context ends once no page is being made, and begins again with the next', async () => {
  const context = new AsyncLocalStorage<string>();
  const end = pages.begin();
  const late = begun(context);
  end();
  vi.advanceTimersByTime(patienceMs);
  expect(await late()).toBeUndefined();
  pages.begin();
  expect(await begun(context)()).toBe('here');
});

it('a page that begins in time keeps the contexts', async () => {
  const context = new AsyncLocalStorage<string>();
  pages.begin()();
  pages.begin();
  const held = begun(context);
  vi.advanceTimersByTime(3 * patienceMs);
  expect(await held()).toBe('here');
});

it('what a page left behind ends by itself', async () => {
  const context = new AsyncLocalStorage<string>();
  const end = pages.begin();
  await begun(context)();
  end();
  vi.advanceTimersByTime(patienceMs);
  const late = begun(context);
  vi.advanceTimersByTime(patienceMs);
  expect(await late()).toBeUndefined();
});

it('a context that was first used outside of pages is left alone', async () => {
  const context = new AsyncLocalStorage<string>();
  const held = begun(context);
  const end = pages.begin();
  await begun(context)();
  end();
  vi.advanceTimersByTime(patienceMs);
  expect(await held()).toBe('here');
});
