import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recurring } from './recurring';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('work is done again after each pause, also after a failure, and no more after its end', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const work = vi.fn(async () => {});
  work.mockRejectedValueOnce(new Error('lost')).mockRejectedValueOnce(new Error('lost'));
  const { end } = recurring('Work', { everyMs: 1000 }, work);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2001);
  expect(work).toHaveBeenCalledTimes(3);
  // Once for the two in a row.
  expect(log).toHaveBeenCalledTimes(1);
  work.mockRejectedValueOnce(new Error('lost'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(log).toHaveBeenCalledTimes(2);
  await end();
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(4);
});

test('its end waits for what runs, which is told', async () => {
  let finish = () => {};
  let told: AbortSignal | undefined;
  const { end } = recurring('Work', { everyMs: 1000 }, (stop) => {
    told = stop;
    return new Promise((done) => {
      finish = done;
    });
  });
  await vi.advanceTimersByTimeAsync(1000);
  const ended = vi.fn();
  const ending = end().then(ended);
  await vi.advanceTimersByTimeAsync(10);
  expect(told?.aborted).toBe(true);
  expect(ended).not.toHaveBeenCalled();
  finish();
  await ending;
  await vi.advanceTimersByTimeAsync(5000);
  expect(vi.getTimerCount()).toBe(0);
});

test('the first pause may be another one', async () => {
  const work = vi.fn(async () => {});
  const { end } = recurring('Work', { firstMs: 10, everyMs: 1000 }, work);
  await vi.advanceTimersByTimeAsync(10);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  await end();
});
