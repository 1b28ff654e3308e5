'use client';

import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { foldedWords } from '@/lib/activity/words/folded-words';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { ActivityRow } from './activity-row';
import type { Fold } from './days';
import { EntryIcon } from './entry-icon';
import { EntryTime } from './entry-time';
import type { Readable } from './subject-link';

interface FoldedRowsProps {
  fold: Fold;
  readable: Readable;
  now: number | undefined;
}

/** What one request did: a single entry as it is, several in one row that opens. */
export function FoldedRows({ fold: { entries }, readable, now }: FoldedRowsProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const [first] = entries;
  if (entries.length === 1) return <ActivityRow entry={first} readable={readable} now={now} />;
  const refused = entries.filter(({ outcome }) => outcome === 'refused').length;
  return (
    <>
      <div className="relative grid grid-cols-[2rem_minmax(0,1fr)] items-start gap-x-3.5 px-5 py-3 sm:grid-cols-[2rem_minmax(0,1fr)_auto] sm:px-6">
        <EntryIcon entry={first} />
        <div className="min-w-0 space-y-0.5 pt-1">
          <p className="[overflow-wrap:anywhere]">{foldedWords(entries)}</p>
          <div className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            {refused > 0 ? <Badge tone="danger">{refused} refused</Badge> : null}
            <Button
              variant="quiet"
              size="sm"
              className="-ml-2 h-7 gap-1 px-2 text-ink-soft"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              <ChevronDown aria-hidden className={cn('transition-transform', open && 'rotate-180')} />
              {open ? 'Hide' : 'Show'} {entries.length} entries
            </Button>
          </div>
        </div>
        <span className="max-sm:col-start-2 sm:min-w-28 sm:pt-1 sm:text-right">
          <EntryTime entry={first} now={now} whole={false} />
        </span>
      </div>
      <ol id={id} hidden={!open} className="divide-y border-t bg-sunken/40 sm:pl-11">
        {open
          ? entries.map((entry) => (
              <li key={entry.id}>
                <ActivityRow entry={entry} readable={readable} now={now} />
              </li>
            ))
          : null}
      </ol>
    </>
  );
}
