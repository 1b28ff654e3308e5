const figures = new Intl.NumberFormat('en');

/** "1 person", "1,204 people". */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${figures.format(count)} people`;
}

/** "1 minute", "15 minutes". */
export function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${figures.format(count)} minutes`;
}

/** A text at the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
