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

/**
 * The round with the middle rate of several ones, with the errors of all.
 * @param {readonly any[]} rounds of one workload
 */
export function middleRound(rounds) {
  const [only] = rounds;
  if (rounds.length === 1) return only;
  const sorted = [...rounds].sort((a, b) => (a.rps ?? 0) - (b.rps ?? 0));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const errors = rounds.reduce((sum, round) => sum + (round.errors ?? 1), 0);
  const errorSamples = Object.assign({}, ...rounds.map((round) => round.errorSamples));
  return { ...middle, errors, ...(errors > 0 && { errorSamples }), rounds: rounds.map(({ rps }) => rps) };
}
