/**
 * The key under which a name is compared: user names, role names and e-mail addresses are equal when their
 * keys are. Compatibility forms (full-width letters, ligatures) and case fall together; spaces and accents do
 * not. Code point by code point, as PostgreSQL's `lower(normalize(x, NFKC))` does it.
 */
export function fold(text: string): string {
  let folded = '';
  // The one letter whose full lower case has two code points; the simple mapping is a plain i.
  for (const char of text.normalize('NFKC')) folded += char === '\u0130' ? 'i' : char.toLowerCase();
  return folded;
}
