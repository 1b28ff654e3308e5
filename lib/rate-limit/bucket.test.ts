import { describe, expect, it } from 'vitest';
import { Bucket } from './bucket';

const limit = { rate: 10, burst: 100 };
const full = { limit, tokens: 100 };

function granted(bucket: Bucket, tries: number, now: number): number {
  return Array.from({ length: tries }, () => bucket.take(1, now)).filter((wait) => wait === 0).length;
}

describe('a bucket', () => {
  it('lets a burst through, then the rate', () => {
    const bucket = new Bucket(full, 0);
    expect(granted(bucket, 150, 0)).toBe(100);
    expect(granted(bucket, 50, 1000)).toBe(10);
    expect(granted(bucket, 50, 1500)).toBe(5);
  });

  it('holds no more than a burst after a long pause', () => {
    const bucket = new Bucket(full, 0);
    expect(granted(bucket, 500, 3_600_000)).toBe(100);
  });

  it('says in whole seconds when the next request may come', () => {
    const bucket = new Bucket({ limit: { rate: 2, burst: 1 }, tokens: 1 }, 0);
    expect(bucket.take(1, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(1);
    bucket.owe(9);
    expect(bucket.take(1, 0)).toBe(5);
  });

  it('begins work of more parts than it holds, and takes no other before that is paid', () => {
    const bucket = new Bucket(full, 0);
    expect(bucket.take(1000, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(91);
    expect(bucket.take(1, 90_000)).toBeGreaterThan(0);
    expect(bucket.take(1, 91_000)).toBe(0);
  });

  it('without a limit takes everything and is never due', () => {
    const bucket = new Bucket({ limit: null, tokens: 0 }, 0);
    expect(granted(bucket, 5000, 0)).toBe(5000);
    expect([bucket.isDue, bucket.tell()]).toEqual([false, 0]);
  });

  it('is not moved by a clock that goes back', () => {
    const bucket = new Bucket({ limit, tokens: 0 }, 1000);
    expect(granted(bucket, 5, 500)).toBe(0);
    expect(granted(bucket, 50, 2000)).toBe(10);
  });
});

describe('settling', () => {
  it('is due after a quarter of what there was, then of a second’s rate', () => {
    const bucket = new Bucket(full, 0);
    granted(bucket, 24, 0);
    expect(bucket.isDue).toBe(false);
    granted(bucket, 1, 0);
    expect(bucket.isDue).toBe(true);
    expect(bucket.tell()).toBe(25);
    bucket.settle({ limit, tokens: 4 }, 0);
    granted(bucket, 3, 0);
    expect(bucket.isDue).toBe(true);
  });

  it('takes on what the others took, but for what was taken here meanwhile', () => {
    const bucket = new Bucket(full, 0);
    granted(bucket, 30, 0);
    expect(bucket.tell()).toBe(30);
    granted(bucket, 5, 0);
    // Of 100 this process took 30, and another one 40.
    bucket.settle({ limit, tokens: 30 }, 0);
    expect(granted(bucket, 100, 0)).toBe(25);
    expect(bucket.tell()).toBe(30);
  });

  it('of what could not be told is done later', () => {
    const bucket = new Bucket(full, 0);
    granted(bucket, 3, 0);
    bucket.untell(bucket.tell());
    expect(bucket.tell()).toBe(3);
  });

  it('pays the debt of all before anybody takes again', () => {
    const bucket = new Bucket(full, 0);
    bucket.settle({ limit, tokens: -20 }, 0);
    expect(bucket.take(1, 2000)).toBe(1);
    expect(bucket.take(1, 2100)).toBe(0);
  });

  it('brings a new limit', () => {
    const bucket = new Bucket(full, 0);
    bucket.settle({ limit: null, tokens: 0 }, 0);
    expect([bucket.limited, granted(bucket, 500, 0)]).toEqual([false, 500]);
  });
});
