const figures = new Intl.NumberFormat('en');

/** "1 user", "1,204 users". */
export function usersCounted(count: number): string {
  return `${figures.format(count)} ${count === 1 ? 'user' : 'users'}`;
}
