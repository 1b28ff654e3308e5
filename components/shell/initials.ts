/** Up to two letters that stand for a name: of its first and its last word, of an address its first letter. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const chosen = name.includes('@') ? words.slice(0, 1) : [words.at(0), ...words.slice(1).slice(-1)];
  return chosen
    .map((word) => [...(word ?? '')].find((char) => /\p{L}|\p{N}/u.test(char)) ?? '')
    .join('')
    .toUpperCase();
}
