import { describe, expect, it, test } from 'vitest';
import { clientAddress, incomingAddress, requestAddress, tellAddress } from './client-address';

const proxy = '10.0.0.1';

describe('without trusted proxies', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['2001:db8::1', '2001:db8::1'],
    [undefined, undefined],
  ])('who is connected at %s is %s, whatever is written', (peer, address) => {
    expect(clientAddress(peer, '198.51.100.1', 0)).toBe(address);
  });
});

describe('behind so many proxies', () => {
  it.each([
    ['one', 1, '203.0.113.7', '203.0.113.7'],
    ['one, and what the client made up before it', 1, '1.2.3.4, 203.0.113.7', '203.0.113.7'],
    ['two', 2, '1.2.3.4, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['two, where one was passed by', 2, '203.0.113.7', '203.0.113.7'],
    ['one that says nothing', 1, undefined, proxy],
    ['one that says nothing that can be read', 1, 'unknown', proxy],
    ['a port', 1, '203.0.113.7:4711', '203.0.113.7'],
    ['IPv6 and a port', 1, '[2001:db8::1]:4711', '2001:db8::1'],
    ['IPv4 in IPv6', 1, '::ffff:203.0.113.7', '203.0.113.7'],
    ['gaps', 1, ' , 203.0.113.7 ,', '203.0.113.7'],
  ])('%s', (_, trusted, forwarded, address) => {
    expect(clientAddress(proxy, forwarded, trusted)).toBe(address);
  });

  it('is known where the proxy itself is not', () => {
    expect(clientAddress(undefined, '1.2.3.4, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientAddress(undefined, undefined, 1)).toBeUndefined();
  });
});

describe('behind proxies of these networks', () => {
  const trusted = ['10.0.0.0/8', '2001:db8:1::/48'];

  it.each([
    ['one', proxy, '203.0.113.7', '203.0.113.7'],
    ['several', proxy, '1.2.3.4, 203.0.113.7, 10.9.9.9, 2001:db8:1::5', '203.0.113.7'],
    ['nobody', '198.51.100.1', '203.0.113.7', '198.51.100.1'],
    ['one that says nothing', proxy, undefined, proxy],
    ['nothing but proxies', proxy, '10.1.1.1, 10.2.2.2', '10.1.1.1'],
    ['one of IPv4 on an IPv6 socket', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['something unreadable in the chain', proxy, '203.0.113.7, nonsense, 10.2.2.2', '10.2.2.2'],
    ['one that is not known itself', undefined, '203.0.113.7, 10.2.2.2', '203.0.113.7'],
  ])('%s', (_, peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(address);
  });
});

test('a plain host of Next, whose peers are not known, believes no header', () => {
  const headers = { 'x-forwarded-for': '203.0.113.7', 'muster-client-address': '203.0.113.7' };
  expect(requestAddress(new Headers(headers))).toBeUndefined();
});

test('pages are told by the server, whatever a client sent', () => {
  const incoming = {
    headers: { 'muster-client-address': '1.2.3.4', 'x-forwarded-for': '1.2.3.4' } as Record<string, string>,
    socket: { remoteAddress: '::ffff:203.0.113.7' },
  };
  expect(incomingAddress(incoming)).toBe('203.0.113.7');
  tellAddress(incoming);
  expect(requestAddress(new Headers(incoming.headers))).toBe('203.0.113.7');
  const unknown = { headers: { 'muster-client-address': '1.2.3.4' }, socket: {} };
  tellAddress(unknown);
  expect(requestAddress(new Headers(unknown.headers))).toBeUndefined();
});
