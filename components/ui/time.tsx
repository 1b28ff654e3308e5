'use client';

import { useEffect, useState } from 'react';

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How long before `now` (both in ms) something was: "3 minutes ago"; in the first seconds, and for clocks that differ, "just now". */
export function ago(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1000);
  if (seconds < 2) return 'just now';
  const { unit, seconds: size } = units.find((each) => seconds >= each.seconds) ?? units[3];
  return relative.format(-Math.floor(seconds / size), unit);
}

const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const exact: Intl.DateTimeFormatOptions = {
  ...date,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

interface TimeProps {
  /** ISO 8601. */
  at: string;
  /** "3 minutes ago", kept up to date, instead of date and time. */
  asAgo?: boolean;
  /** The day alone. */
  day?: boolean;
  /** With seconds, for things that follow each other closely. */
  seconds?: boolean;
  /** The time of day alone, with seconds, where the day stands above. */
  clock?: boolean;
}

const timeOfDay = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** A moment in the reader's own time zone (until the page has woken, in UTC), or how long ago it was. */
export function Time({ at, asAgo = false, day = false, seconds = false, clock = false }: TimeProps) {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      setNow(Date.now());
      // What has just happened ages by seconds, everything else by minutes and more.
      const isFresh = Date.now() - new Date(at).getTime() < 60_000;
      if (asAgo) timer = setTimeout(tick, isFresh ? 1000 : 15_000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [at, asAgo]);
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(clock ? timeOfDay : day ? date : exact),
    ...(seconds ? { second: '2-digit' } : {}),
    ...(now === undefined ? { timeZone: 'UTC' } : {}),
  });
  const moment = new Date(at);
  return (
    <time
      dateTime={at}
      title={asAgo ? format.format(moment) : undefined}
      // How long ago it was is written by the server, too, so that nothing moves when the page wakes a moment later.
      suppressHydrationWarning={asAgo}
      className="whitespace-nowrap"
    >
      {asAgo ? ago(moment.getTime(), Date.now()) : format.format(moment)}
    </time>
  );
}
