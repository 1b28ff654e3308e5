import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inWords } from '../words/words';
import { actions, areas } from './actions';
import { outcomes } from './record';

const lib = join(import.meta.dirname, '../..');
const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
);

/** The actions that a source names, in SQL too, where types do not reach. */
function named(path: string): string[] {
  const text = readFileSync(join(lib, path), 'utf8');
  return [...text.matchAll(/'((?:user|role|configuration|tenant|request)\.[a-z-]+)'/g)].map(
    ([, name = '']) => name,
  );
}

describe('every action of the product', () => {
  it('is in one area of the filter', () => {
    const all = areas.flatMap((area): readonly string[] => area.actions);
    expect(all).toEqual([...new Set(all)]);
  });

  it('is known, also where SQL records it', () => {
    const unknown = sources.flatMap((path) =>
      named(path)
        .filter((name) => !(actions as readonly string[]).includes(name))
        .map((name) => `${path}: ${name} is missing in lib/activity/records/actions.ts`),
    );
    expect(unknown).toEqual([]);
    expect(sources.flatMap(named).length).toBeGreaterThan(actions.length);
  });

  it.each(actions)('%s has its sentence', (action) => {
    const subject = { kind: 'user', name: 'Ada' } as const;
    for (const outcome of outcomes) {
      const words = inWords({ actor: { kind: 'user', name: 'Grace' }, action, subject, outcome, detail: {} });
      expect(words).not.toContain(action);
      expect(words).toMatch(/Ada|Grace/);
    }
  });
});
