import { describe, expect, it, test } from 'vitest';
import { networkProblem, networks } from './networks';

describe('networkProblem', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '10.1.2.3/8', '2001:db8::/32', '::1', '::1/128'])(
    '%s is one',
    (text) => {
      expect(networkProblem(text)).toBeUndefined();
    },
  );

  it.each([
    '',
    '203.0.113',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/24/8',
    '2001:db8::/129',
    'fe80::1%eth0',
    'example.com',
    '10.0.0.0/-1',
  ])('“%s” is none', (text) => {
    expect(networkProblem(text)).toContain('is no address or CIDR block');
  });

  it.each(['0.0.0.0/0', '::/0'])('%s is everything', (text) => {
    expect(networkProblem(text)).toContain('every address');
  });
});

test('an address of IPv4 in the frame of IPv6 is written as IPv4', () => {
  expect(networkProblem('::ffff:203.0.113.7')).toContain('write it as one');
});

test('an address is in a network or not', () => {
  const has = networks(['203.0.113.0/24', '198.51.100.7', '2001:db8::/32']);
  expect(['203.0.113.255', '198.51.100.7', '2001:db8:1::1'].filter(has)).toHaveLength(3);
  expect(['203.0.114.0', '198.51.100.8', '2001:db9::1', '', 'nonsense'].filter(has)).toEqual([]);
});
