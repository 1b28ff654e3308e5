/** The object id of PostgreSQL's type `text`. */
const textType = 25;
const headLength = 20;

/**
 * Texts as one parameter of the type `text[]`, in PostgreSQL's binary form: for many and long ones, which as a literal
 * would be quoted here and taken apart there, at twice the cost.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const length = texts.reduce(
    (all, text) => all + 4 + (text === null ? 0 : Buffer.byteLength(text)),
    headLength,
  );
  const array = Buffer.allocUnsafe(length);
  // One dimension, which may hold nulls, of texts; so many, counted from 1.
  let at = 0;
  for (const word of [1, 1, textType, texts.length, 1]) at = array.writeInt32BE(word, at);
  for (const text of texts) {
    if (text === null) {
      at = array.writeInt32BE(-1, at);
      continue;
    }
    const written = array.write(text, at + 4);
    array.writeInt32BE(written, at);
    at += 4 + written;
  }
  return array;
}
