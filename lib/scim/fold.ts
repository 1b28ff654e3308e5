/**
 * The key under which two strings of an attribute with `caseExact: false` are the same: compatibility
 * forms composed, each code point in lower case (RFC 7643 §2.2; for user names close to RFC 8265
 * UsernameCaseMapped). As PostgreSQL's `lower(normalize(x, NFKC))` does it, code point by code point: so the two
 * letters come first whose lower case in JavaScript is two code points, or depends on the letters beside it.
 */
export function fold(text: string): string {
  // The common case, plain ASCII, needs no more than this.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range starts at a control character
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/[\u0130\u03a3]/g, (letter) => (letter === '\u0130' ? 'i' : '\u03c3'))
    .toLowerCase();
}

/** Orders two strings by code point, as PostgreSQL's "C" collation orders UTF-8. */
export function compareText(a: string, b: string): number {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const x = left.next();
    const y = right.next();
    if (x.done || y.done) return Number(y.done ?? false) - Number(x.done ?? false);
    if (x.value !== y.value) return (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0);
  }
}
