'use client';

import Link from 'next/link';
import { cn } from '../ui/cn';
import { ago, Time } from '../ui/time';
import { Tooltip } from '../ui/tooltip';
import type { Item } from './days';

const dayMs = 86_400_000;

interface EntryTimeProps {
  entry: Item;
  now: number | undefined;
  /** The whole row leads to the entry; else the time alone. */
  whole?: boolean;
  /** No day stands above it. */
  dated?: boolean;
}

/** When it was, and the way to the entry's own page. The exact time is told on hover and focus. */
export function EntryTime({ entry, now, whole = true, dated = false }: EntryTimeProps) {
  const at = Date.parse(entry.at);
  const recent = now !== undefined && now - at < dayMs;
  return (
    <Tooltip text={<Time at={entry.at} seconds />}>
      <Link
        href={`/settings/activity/${entry.id}`}
        prefetch={false}
        className={cn(
          'rounded-sm text-sm whitespace-nowrap text-ink-soft hover:text-ink',
          whole && 'after:absolute after:inset-0',
        )}
      >
        {recent ? (
          <time dateTime={entry.at}>{ago(at, Math.max(at, now))}</time>
        ) : (
          <Time at={entry.at} clock={!dated} />
        )}
        <span className="sr-only">: all about this entry</span>
      </Link>
    </Tooltip>
  );
}
