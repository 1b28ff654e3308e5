/** The start of a text that quotes a client, without what PostgreSQL can't keep. */
export function storableStart(text: string, length: number): string {
  return text.slice(0, length).toWellFormed().replaceAll('\0', '\ufffd');
}
