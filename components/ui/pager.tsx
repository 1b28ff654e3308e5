'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Count } from '@/lib/directory';
import { Button } from './button';
import { counted } from './count';

interface PagerProps {
  /** What is paged: ["user", "users"]. */
  what: readonly [one: string, many: string];
  page: number;
  size: number;
  total: Count;
  /** How many entries the page holds. */
  shown: number;
  onPage: (page: number) => void;
}

const figures = new Intl.NumberFormat('en');

/** Lists end here: beyond it the reader searches. */
const listEnd = 10_000;

/** Which part of a list is shown, and the way to the others. */
export function Pager({ what, page, size, total, shown, onPage }: PagerProps) {
  const [one, many] = what;
  const last = (page - 1) * size + shown;
  const reachable = Math.min(total.count, listEnd);
  const several = total.more || total.count > size;
  const ended = shown === 0 || last >= reachable;
  return (
    <nav
      aria-label={`Pages of ${many}`}
      className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-t px-5 py-2 sm:px-6"
    >
      <p className="text-sm text-ink-soft" role="status">
        {several && shown > 0 ? `${figures.format(last - shown + 1)}–${figures.format(last)} of ` : ''}
        {counted(total, one, many)}
        {ended && (total.more || total.count > last) ? '. Search to find the others.' : ''}
      </p>
      {several ? (
        <div className="flex gap-2">
          <Button variant="secondary" size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden />
            Previous
          </Button>
          <Button variant="secondary" size="sm" disabled={ended} onClick={() => onPage(page + 1)}>
            Next
            <ChevronRight aria-hidden />
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
