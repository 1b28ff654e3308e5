import { expect, it } from 'vitest';
import { middleRound, percentile, summary } from './statistics.mjs';

it('takes percentiles by the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([0.5, 0.95, 0.99, 1].map((part) => percentile(hundred, part))).toEqual([50, 95, 99, 100]);
  expect([0, 0.5, 0.51].map((part) => percentile([1, 2], part))).toEqual([1, 1, 2]);
});

it('sums durations up, in whatever order they came', () => {
  expect(summary([10, 1.234, 100])).toEqual({ n: 3, p50: 10, p95: 100, p99: 100, max: 100, mean: 37.08 });
  expect(summary([])).toEqual({ n: 0 });
});

it('takes the middle round, with the errors of all', () => {
  const rounds = [
    { rps: 30, errors: 0 },
    { rps: 10, errors: 2, errorSamples: { 'status 500': 2 } },
    { rps: 20, errors: 0 },
  ];
  expect(middleRound(rounds)).toEqual({
    rps: 20,
    errors: 2,
    errorSamples: { 'status 500': 2 },
    rounds: [30, 10, 20],
  });
  // Of an even number it is the slower one.
  expect(middleRound(rounds.slice(0, 2))).toMatchObject({ rps: 10 });
  expect(middleRound([{ failed: 'no answer' }, { rps: 5, errors: 0 }])).toMatchObject({ errors: 1 });
});
