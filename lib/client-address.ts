import { isIP } from 'node:net';
import { env } from './env';
import { networks } from './networks';

/** Proxies whose word on the client is taken: so many in a row, or all in these networks. */
export type TrustedProxies = number | readonly string[];

/** The header in which the server tells pages and routes the client's address; what a client sends there is dropped. */
const toldIn = 'muster-client-address';

// Whether this process's server tells addresses: one per process, also where two bundles carry this module.
const holder = globalThis as typeof globalThis & { musterTellsAddresses?: boolean };

/**
 * The address that a request came from, IPv4 or IPv6 without zone or port: the one that is connected, or behind
 * proxies that TRUSTED_PROXIES names, the one that they say is connected to them (`X-Forwarded-For`, to which each adds
 * the address it was asked by). What others wrote there counts for nothing. Undefined where nobody can know.
 * @param peer the address at the other end of the connection; undefined where it is not known, as in a plain Next host
 * @param forwardedFor the value of `X-Forwarded-For`
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | null | undefined,
  trusted: TrustedProxies = env().TRUSTED_PROXIES,
): string | undefined {
  const last = peer === undefined ? undefined : plainAddress(peer);
  if (trusted === 0) return last;
  const told = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const chain = [last, ...told.reverse().map(plainAddress)];
  const isProxy = typeof trusted === 'number' ? (place: number) => place < trusted : within(trusted, chain);
  let place = 0;
  // A proxy that says something unreadable of whom it was asked by is where knowledge ends.
  while (isProxy(place) && chain[place + 1] !== undefined) place += 1;
  return chain[place];
}

/** Whether the address at a place of the chain is a trusted proxy's; who hands on what is unknown counts as one. */
function within(trusted: readonly string[], chain: readonly (string | undefined)[]) {
  const has = networksOf(trusted);
  return (place: number) => {
    const address = chain[place];
    return address === undefined ? place === 0 : has(address);
  };
}

const compiled = new WeakMap<readonly string[], (address: string) => boolean>();

function networksOf(texts: readonly string[]): (address: string) => boolean {
  let has = compiled.get(texts);
  if (!has) {
    has = networks(texts);
    compiled.set(texts, has);
  }
  return has;
}

/** An address in its one form: without a port, a zone, or the frame that IPv4 has on an IPv6 socket. */
function plainAddress(text: string): string | undefined {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) === 0 ? undefined : address;
}

/** What of a request of `node:http` says where it came from. */
interface Incoming {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The address that a request of `node:http` came from. */
export function incomingAddress({ headers, socket }: Incoming): string | undefined {
  return clientAddress(socket.remoteAddress, headers['x-forwarded-for']?.toString());
}

/** Tells the pages and routes that will handle a request where it came from. The server does so with every one. */
export function tellAddress(incoming: Incoming): void {
  holder.musterTellsAddresses = true;
  const address = incomingAddress(incoming);
  if (address === undefined) delete incoming.headers[toldIn];
  else incoming.headers[toldIn] = address;
}

/** The address that a page's or a route's request came from; undefined where nobody can know. */
export function requestAddress(headers: Pick<Headers, 'get'>): string | undefined {
  if (holder.musterTellsAddresses) return headers.get(toldIn) ?? undefined;
  return clientAddress(undefined, headers.get('x-forwarded-for'));
}
