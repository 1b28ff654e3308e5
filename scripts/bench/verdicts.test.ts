import { describe, expect, it } from 'vitest';
import { faults, verdicts } from './verdicts.mjs';

const figures = (rps: number, p50 = 1, p99 = 5) => ({ n: 10, rps, p50, p99, errors: 0 });

function stage(target: number, workloads: object) {
  return { target, users: {}, memory: {}, workloads };
}

/** What became of the goal whose name begins so. */
function verdictOf(report: object, what: string) {
  const found = verdicts(report).filter((verdict) => verdict.what.startsWith(what));
  expect(found.length, what).toBeLessThan(2);
  return found[0];
}

describe('verdicts', () => {
  it('compares with the raw reference', () => {
    const workloads = {
      get: { subject: figures(500), raw: figures(1000) },
      create: { subject: figures(399), raw: figures(1000) },
      mixed: { subject: figures(500) },
    };
    const report = { stages: [stage(1000, workloads)] };
    expect(verdictOf(report, 'get: requests')).toMatchObject({ value: 0.5, passed: true, users: 1000 });
    expect(verdictOf(report, 'create: requests')).toMatchObject({ value: 0.4, passed: false });
    expect(verdictOf(report, 'mixed: requests')).toBeUndefined();
  });

  it('holds the largest stage against the smallest, whatever their order', () => {
    const small = { get: { subject: figures(100, 1), raw: figures(100, 2) }, list: { subject: figures(9) } };
    const large = { get: { subject: figures(50, 1.2), raw: figures(80, 2) }, list: { subject: figures(1) } };
    const report = { stages: [stage(9000, large), stage(5000, {}), stage(1000, small)] };
    expect(verdictOf(report, 'get: p50')).toMatchObject({ value: 1.2, raw: 1, passed: true });
    expect(verdictOf(report, 'get: time')).toMatchObject({ value: 2, raw: 1.25, passed: false });
    expect(verdictOf(report, 'list: p50')).toBeUndefined();
  });

  it('holds the walk by cursor, slow requests and memory against their limits', () => {
    const cursor = { subject: { ...figures(100, 1, 61), first: { p50: 1 }, last: { p50: 1.3 } } };
    const memory = { subject: [{ peakMb: 120 }, { peakMb: 401 }], raw: [{ peakMb: 80 }] };
    const report = { stages: [{ ...stage(1000, { cursor }), memory }] };
    expect(verdictOf(report, 'cursor: p50')).toMatchObject({ value: 1.3, passed: false });
    expect(verdictOf(report, 'cursor: p99')).toMatchObject({ value: 61, passed: false });
    expect(verdictOf(report, 'memory')).toMatchObject({ value: 401, raw: 80, passed: false });
  });

  it('holds groups against their limits', () => {
    const group = (reached: number, membersPerSecond: number, p50: number) => ({
      reached,
      build: { ...figures(1), membersPerSecond },
      add_one: figures(1, p50),
    });
    const report = {
      stages: [],
      groups: {
        '100 by 1': { subject: group(100, 1, 1), raw: group(100, 1, 1) },
        '100000 by 1000': { subject: group(100_000, 600, 1.4), raw: group(100_000, 1000, 1) },
      },
      parallelAdds: { subject: { ...figures(1), lost: 1 } },
    };
    expect(verdictOf(report, 'group of 100000')).toMatchObject({ value: 0.6, passed: true });
    expect(verdictOf(report, 'one more member')).toMatchObject({ value: 1.4, raw: 1, passed: false });
    expect(verdictOf(report, 'parallel adds')).toMatchObject({ value: 1, passed: false });
  });

  it('counts wrong answers of the measured server, wherever they were', () => {
    const wrong = { ...figures(1), errors: 2, errorSamples: { 'status 500': 2 } };
    const report = {
      stages: [
        stage(1000, { get: { subject: wrong, raw: wrong }, put: { subject: { failed: 'no group' } } }),
      ],
      groups: { '100 by 1': { subject: { build: wrong }, raw: { failed: 'x' } } },
      parallelAdds: { subject: figures(1) },
    };
    expect(faults(report)).toEqual([
      { name: 'get with 1000 users', errors: 2, samples: ['status 500'] },
      { name: 'put with 1000 users', errors: 1, samples: ['no group'] },
      { name: 'group of 100 by 1: build', errors: 2, samples: ['status 500'] },
    ]);
    expect(verdictOf(report, 'wrong answers')).toMatchObject({ value: 5, passed: false });
  });
});
