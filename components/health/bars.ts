// Pure: where the bars of the chart stand.

/** What a chart shows of one hour. */
export interface HourFigures {
  /** ISO 8601. */
  readonly hour: string;
  readonly requests: number;
  readonly changes: number;
  readonly refused: number;
}

/** A part of a bar: from the chart's ground up, in hundredths of its height. */
export interface BarPart {
  readonly kind: 'changed' | 'asked' | 'refused';
  readonly from: number;
  readonly height: number;
}

/** What is there at all is to be seen. */
const leastHeight = 2;

/** The parts of each hour's bar: what changed something, what only asked, and on top what was refused. */
export function bars(hours: readonly HourFigures[]): readonly (readonly BarPart[])[] {
  const most = busiest(hours);
  return hours.map(({ requests, changes, refused }) => {
    const counts = [
      ['changed', changes],
      ['asked', Math.max(0, requests - changes - refused)],
      ['refused', refused],
    ] as const;
    let from = 0;
    return counts.flatMap(([kind, count]) => {
      if (count === 0) return [];
      const height = Math.max(leastHeight, (100 * count) / most);
      // What was lifted to be seen takes its height from the room above.
      const part = { kind, from: Math.min(from, 100 - height), height };
      from += height;
      return [part];
    });
  });
}

/** The most requests in an hour, of those that are shown: what the chart's height stands for. */
export function busiest(hours: readonly HourFigures[]): number {
  return hours.reduce((most, { requests }) => Math.max(most, requests), 0);
}

/** The sum of one figure over all hours. */
export function total(hours: readonly HourFigures[], of: 'requests' | 'changes' | 'refused'): number {
  return hours.reduce((all, hour) => all + hour[of], 0);
}
