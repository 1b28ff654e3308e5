import { BlockList, isIP } from 'node:net';

/** What a network may look like, for whoever writes one. */
const examples = 'such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32';

/** An address or a CIDR block, taken apart. */
interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

function networkOf(text: string): Network | undefined {
  const [, address = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return undefined;
  const longest = version === 4 ? 32 : 128;
  const prefix = digits === undefined ? longest : Number(digits);
  if (prefix > longest) return undefined;
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', prefix };
}

/**
 * What keeps `text` from naming a network: an IP address, or a block in CIDR notation (RFC 4632, RFC 4291 §2.3).
 * Undefined where it names one. A block of all addresses is none.
 */
export function networkProblem(text: string): string | undefined {
  const network = networkOf(text);
  if (!network) return `“${text}” is no address or CIDR block, ${examples}.`;
  if (/^::ffff:[\d.]+/i.test(text)) return `“${text}” is an IPv4 address: write it as one.`;
  if (network.prefix === 0) return `“${text}” is every address there is.`;
  return undefined;
}

/** Several networks, asked whether an address is in one of them. @throws RangeError for a text that names none */
export function networks(texts: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of texts) {
    const network = networkOf(text);
    if (!network) throw new RangeError(networkProblem(text));
    list.addSubnet(network.address, network.prefix, network.family);
  }
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}
