import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PageContexts } from './page-contexts';

const { run, enterWith } = AsyncLocalStorage.prototype;
const patienceMs = 20;
let pages: PageContexts;

beforeEach(() => {
  pages = new PageContexts(patienceMs);
});

afterEach(() => {
  Object.assign(AsyncLocalStorage.prototype, { run, enterWith });
});

/** What a context holds in work that began in it, and goes on for so long. */
async function heldAfter(context: AsyncLocalStorage<string>, ms: number): Promise<string | undefined> {
  return context.run('here', async () => {
    await sleep(ms);
    return context.getStore();
  });
}

it('a context lasts as long as any page, and a moment longer', async () => {
  const context = new AsyncLocalStorage<string>();
  const [endOne, endOther] = [pages.begin(), pages.begin()];
  const held = heldAfter(context, 3 * patienceMs);
  endOne();
  expect(await held).toBe('here');
  endOther();
  expect(await heldAfter(context, 0)).toBe('here');
});

it('a context ends once no page is being made, and begins again with the next', async () => {
  const context = new AsyncLocalStorage<string>();
  const held = pages.begin();
  const late = heldAfter(context, 5 * patienceMs);
  held();
  expect(await late).toBeUndefined();
  const end = pages.begin();
  expect(await heldAfter(context, 0)).toBe('here');
  end();
});

it('a page that begins in time keeps the contexts', async () => {
  const context = new AsyncLocalStorage<string>();
  pages.begin()();
  const end = pages.begin();
  expect(await heldAfter(context, 3 * patienceMs)).toBe('here');
  end();
});

it('what a page left behind ends by itself', async () => {
  const context = new AsyncLocalStorage<string>();
  const end = pages.begin();
  await heldAfter(context, 0);
  end();
  await sleep(3 * patienceMs);
  expect(await heldAfter(context, 5 * patienceMs)).toBeUndefined();
});

it('a context that was first used outside of pages is left alone', async () => {
  const context = new AsyncLocalStorage<string>();
  const held = heldAfter(context, 5 * patienceMs);
  const end = pages.begin();
  await heldAfter(context, 0);
  end();
  expect(await held).toBe('here');
});
