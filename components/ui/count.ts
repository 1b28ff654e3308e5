import type { Count } from '@/lib/directory';

const figures = new Intl.NumberFormat('en');

/** "12", "10,000+" where there are others, "" where nothing is known but that there may be some. */
export function countText({ count, more }: Count): string {
  if (count === 0 && more) return '';
  return `${figures.format(count)}${more ? '+' : ''}`;
}

/** True for exactly one. */
export function isOne({ count, more }: Count): boolean {
  return count === 1 && !more;
}

/** "1 user", "1,204 users", "10,000+ users". */
export function counted(count: Count, one: string, many: string): string {
  return `${countText(count)} ${isOne(count) ? one : many}`.trim();
}
