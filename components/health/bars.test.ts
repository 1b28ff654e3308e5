import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bars, busiest, total } from './bars';

const hour = (requests: number, changes = 0, refused = 0) => ({
  hour: '2026-11-25T10:00:00.000Z',
  requests,
  changes,
  refused,
});

it('stands what changed something below what asked, and what was refused on top', () => {
  expect(bars([hour(10, 4, 1), hour(0), hour(5, 5)])).toEqual([
    [
      { kind: 'changed', from: 0, height: 40 },
      { kind: 'asked', from: 40, height: 50 },
      { kind: 'refused', from: 90, height: 10 },
    ],
    [],
    [{ kind: 'changed', from: 0, height: 50 }],
  ]);
});

it('shows one request beside thousands', () => {
  expect(bars([hour(100_000), hour(1)])[1]).toEqual([{ kind: 'asked', from: 0, height: 2 }]);
});

it('adds up', () => {
  const hours = [hour(10, 4, 1), hour(3, 0, 3)];
  expect([
    busiest(hours),
    total(hours, 'requests'),
    total(hours, 'changes'),
    total(hours, 'refused'),
  ]).toEqual([10, 13, 4, 4]);
  expect([busiest([]), bars([])]).toEqual([0, []]);
});

it('no bar leaves the chart', () => {
  const figures = fc
    .tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6))
    .map(([reads, changes, refused]) => hour(reads + changes + refused, changes, refused));
  fc.assert(
    fc.property(fc.array(figures, { minLength: 1, maxLength: 30 }), (hours) => {
      for (const { from, height } of bars(hours).flat()) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(height).toBeGreaterThanOrEqual(2);
        expect(from + height).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
  );
});
