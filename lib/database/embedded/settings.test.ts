import { describe, expect, it } from 'vitest';
import { sizedBy, usableMemory } from './settings';

const gigabyte = 2 ** 30;

describe('the settings of an embedded PostgreSQL', () => {
  it.each([
    [0.5, '128MB', '256MB'],
    [8, '2048MB', '4096MB'],
    [24, '6144MB', '12288MB'],
    [512, '8192MB', '65536MB'],
  ])('sizes its memory by the %s GB that there are', (memory, buffers, cache) => {
    expect(sizedBy(memory * gigabyte)).toMatchObject({
      shared_buffers: buffers,
      effective_cache_size: cache,
    });
  });

  it.each([
    ['no limit, told as 0', 0, 24],
    ['no limit, told as more than any machine has', 2 ** 64, 24],
    ["a container's limit", 2 * gigabyte, 2],
  ])('goes by %s', (_, limit, expected) => {
    expect(usableMemory(24 * gigabyte, limit)).toBe(expected * gigabyte);
  });
});
