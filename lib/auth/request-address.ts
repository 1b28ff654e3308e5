/** The address that a request came from, as far as Next knows it; undefined where nobody can know. */
export function requestAddress(headers: Pick<Headers, 'get'>): string | undefined {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || undefined;
}
