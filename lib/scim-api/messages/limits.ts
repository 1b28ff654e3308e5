import { bulkLimits, invalidSyntax, ScimError } from '../../scim';

/** The bound on a request's body, in bytes: of a bulk request, and so of all. */
export const maxBodyBytes = bulkLimits.bytes;

/** The bound on a request's address, path and query, in characters. */
export const maxAddressLength = 16_384;

/** How deep arrays and objects of a body may be nested: a bulk request of PATCHes has eight levels. */
export const maxDepth = 32;

/** How many members an object of a body may have: each name is looked up. */
const maxNames = 1000;

/** An address that is too long, whoever sent it. */
export class TooLongAddress extends ScimError {}

/** Refuses an address that is too long. @throws TooLongAddress 414 */
export function checkAddress({ path, query }: { readonly path: string; readonly query: string }): void {
  const length = path.length + query.length;
  if (length <= maxAddressLength) return;
  const detail = `The address has ${length} characters; up to ${maxAddressLength} are taken. POST a long filter to /.search below /Users or /Groups.`;
  throw new TooLongAddress(414, undefined, detail);
}

/**
 * Refuses JSON text that nests too deep, or has too many members in one object, before anybody walks through what it
 * says.
 * @throws ScimError 400 invalidSyntax
 */
export function checkShape(text: string): void {
  const names = new Uint32Array(maxDepth + 1);
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth)
        throw invalidSyntax(`The body nests arrays and objects deeper than ${maxDepth} levels.`);
      names[depth] = 0;
    } else if (code === 0x3a) {
      const count = (names[depth] ?? 0) + 1;
      if (count > maxNames) throw invalidSyntax(`An object of the body has more than ${maxNames} members.`);
      names[depth] = count;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
}
