import { expect, it } from 'vitest';
import { Turns } from './turns';

/** Begins work and tells of it in `begun`; gives what ends it. */
async function begin(turns: Turns, tenant: string, begun: string[]): Promise<() => void> {
  const end = await turns.begin(tenant, 60_000);
  if (!end) throw new Error('The turn did not come in time.');
  begun.push(tenant);
  return end;
}

it('lets so much of each tenant’s work run at once, and the rest in the order it came', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const work = ['a', 'a', 'a', 'a', 'b'].map((tenant) => begin(turns, tenant, begun));
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'a', 'b']);
  (await work[0])?.();
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'a', 'b', 'a']);
  (await work[1])?.();
  for (const one of work) await one;
  expect(begun).toEqual(['a', 'a', 'b', 'a', 'a']);
});

it('has all places free again when the work is done', async () => {
  const turns = new Turns(1);
  const begun: string[] = [];
  for (let i = 0; i < 3; i++) {
    const two = [begin(turns, 'a', begun), begin(turns, 'a', begun)];
    for (const one of two) (await one)();
  }
  expect(begun).toHaveLength(6);
});

it('keeps nobody for longer than it says, and leaves nobody’s place behind', async () => {
  const turns = new Turns(1);
  const first = await turns.begin('a', 30);
  expect(await Promise.all([turns.begin('a', 30), turns.begin('a', 30)])).toEqual([undefined, undefined]);
  const next = turns.begin('a', 30);
  first?.();
  (await next)?.();
  (await turns.begin('a', 30))?.();
  expect(await Promise.all([turns.begin('a', 30), turns.begin('a', 30)])).toEqual([
    expect.any(Function),
    undefined,
  ]);
});
