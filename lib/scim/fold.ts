/**
 * The key under which two strings of an attribute with `caseExact: false` are the same: compatibility
 * forms composed, each code point in lower case (RFC 7643 §2.2; for user names close to RFC 8265
 * UsernameCaseMapped). Code point by code point, as PostgreSQL's `lower(normalize(x, NFKC))` does it.
 */
export function fold(text: string): string {
  // The common case, plain ASCII, needs no more than this.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range starts at a control character
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  let folded = '';
  for (const char of text.normalize('NFKC')) folded += lower(char);
  return folded;
}

function lower(char: string): string {
  // The one letter whose full lower case has two code points; the simple mapping is a plain i.
  return char === '\u0130' ? 'i' : char.toLowerCase();
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
