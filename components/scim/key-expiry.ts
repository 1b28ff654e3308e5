const dayMs = 86_400_000;

/** How near the end of a key is: over, or within so many days; null: further away, or never. */
export type ExpiryStage = 'expired' | 1 | 7 | 30 | null;

/** The stage of an expiry (ISO 8601, null for never) at a time in milliseconds. */
export function expiryStage(expiresAt: string | null, now: number): ExpiryStage {
  if (expiresAt === null) return null;
  const left = new Date(expiresAt).getTime() - now;
  if (left <= 0) return 'expired';
  return ([1, 7, 30] as const).find((days) => left <= days * dayMs) ?? null;
}

/** How long until a time: "in 5 hours", "in 12 days". */
export function untilText(at: string, now: number): string {
  const left = new Date(at).getTime() - now;
  const hours = Math.max(1, Math.round(left / 3_600_000));
  if (hours < 48) return `in ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return `in ${Math.round(left / dayMs)} days`;
}

/** The end of a day of the reader's calendar (YYYY-MM-DD), as ISO 8601; null for none. */
export function endOfDay(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}

/** The reader's day (YYYY-MM-DD) of a time; empty for none. */
export function dayOf(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
