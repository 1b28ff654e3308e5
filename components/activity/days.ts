import type { ActivityItem } from '@/lib/activity';
import type { Json } from '../query/json';

/** An entry as it comes through JSON. */
export type Item = Json<ActivityItem>;

/** Entries that one request made, or one entry by itself. */
export interface Fold {
  /** The id of its newest entry. */
  readonly key: string;
  readonly entries: readonly [Item, ...Item[]];
}

/** What happened in one day. */
export interface Day {
  /** The day, as `2026-11-24`. */
  readonly date: string;
  readonly folds: readonly Fold[];
}

/** The day of a moment, in a time zone; without one in the reader's own. */
export function dateOf(at: string | number, timeZone?: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** The day before another. */
function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A day as people say it: “Today”, “Yesterday”, or its date; where nobody knows yet which day it is, the date. */
export function dayName(date: string, today: string | undefined): string {
  if (date === today) return 'Today';
  if (today !== undefined && date === dayBefore(today)) return 'Yesterday';
  const noon = new Date(`${date}T12:00:00Z`);
  const year = date.slice(0, 4) === today?.slice(0, 4) ? undefined : 'numeric';
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year,
    timeZone: 'UTC',
  }).format(noon);
}

/** Entries by day, newest first; those of one request on one day are together where the newest of them stands. */
export function daysOf(entries: readonly Item[], timeZone?: string): Day[] {
  const days: { date: string; folds: { key: string; entries: [Item, ...Item[]] }[] }[] = [];
  const ofRequests = new Map<string, { entries: [Item, ...Item[]] }>();
  for (const entry of entries) {
    const date = dateOf(entry.at, timeZone);
    let day = days.at(-1);
    if (day?.date !== date) {
      day = { date, folds: [] };
      days.push(day);
    }
    const request = entry.requestId && `${date} ${entry.requestId}`;
    const known = request ? ofRequests.get(request) : undefined;
    if (known) {
      known.entries.push(entry);
      continue;
    }
    const fold: { key: string; entries: [Item, ...Item[]] } = { key: entry.id, entries: [entry] };
    day.folds.push(fold);
    if (request) ofRequests.set(request, fold);
  }
  return days;
}
