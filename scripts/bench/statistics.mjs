// Figures of a series of durations.

/** @param {number} value */
export const rounded = (value) => Math.round(value * 100) / 100;

/**
 * The share `part` of the sorted values is at most this one (nearest rank).
 * @param {ArrayLike<number>} sorted ascending, at least one
 * @param {number} part between 0 and 1
 */
export function percentile(sorted, part) {
  const rank = Math.max(1, Math.ceil(part * sorted.length));
  return sorted[Math.min(sorted.length, rank) - 1];
}

/**
 * Count, percentiles, greatest and mean of durations.
 * @param {readonly number[]} durations in milliseconds
 * @returns {{ n: number, p50?: number, p95?: number, p99?: number, max?: number, mean?: number }}
 */
export function summary(durations) {
  if (durations.length === 0) return { n: 0 };
  const sorted = Float64Array.from(durations).sort();
  const at = (part) => rounded(percentile(sorted, part));
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    n: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    mean: rounded(sum / sorted.length),
  };
}
