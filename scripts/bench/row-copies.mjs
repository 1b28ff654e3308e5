// Makes a row for another user out of a user's row: every text that comes from the one's body is replaced by the
// other's.

/** Texts of `from` with those in the same place of `to`. */
function* pairs(from, to) {
  if (typeof from === 'string') yield [from, to];
  else if (from !== null && typeof from === 'object')
    for (const key of Object.keys(from)) yield* pairs(from[key], to[key]);
}

const isTime = (column) => column === 'at' || column.endsWith('_at');

function replaced(value, words) {
  if (typeof value === 'string') return words.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, words));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, words)]));
}

/**
 * Returns what makes a row of one user into one of another.
 * @param {{ body: object, id: string }} from the user as sent, and the id that was given
 * @param {object} body of the other user
 * @param {string} id of the other user
 * @returns {(row: Record<string, unknown>, now?: string) => Record<string, unknown>} `now` takes the place of all times
 */
export function rowCopier(from, body, id) {
  const words = new Map([[from.id, id]]);
  for (const [own, other] of pairs(from.body, body)) {
    if (words.has(own) && words.get(own) !== other) throw new Error(`"${own}" stands in two places.`);
    words.set(own, other);
  }
  // Keys for comparison are kept in lower case.
  for (const [own, other] of [...words])
    if (!words.has(own.toLowerCase())) words.set(own.toLowerCase(), other.toLowerCase());
  return (row, now) => {
    const columns = Object.entries(row).map(([column, value]) => [
      column,
      now && value !== null && isTime(column) ? now : replaced(value, words),
    ]);
    return Object.fromEntries(columns);
  };
}

/**
 * The columns in which two rows differ, times left out.
 * @param {Record<string, unknown>} one
 * @param {Record<string, unknown>} other
 */
export function differences(one, other) {
  const columns = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...columns].filter(
    (column) => !isTime(column) && JSON.stringify(one[column]) !== JSON.stringify(other[column]),
  );
}
