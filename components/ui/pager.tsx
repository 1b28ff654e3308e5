'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './button';

interface PagerProps {
  /** What is paged: ["user", "users"]. */
  what: readonly [one: string, many: string];
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

const figures = new Intl.NumberFormat('en');

/** Which part of a list is shown, and the way to the others. */
export function Pager({ what, page, size, total, onPage }: PagerProps) {
  const [one, many] = what;
  const first = total === 0 ? 0 : (page - 1) * size + 1;
  const last = Math.min(page * size, total);
  return (
    <nav
      aria-label={`Pages of ${many}`}
      className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-t px-5 py-2 sm:px-6"
    >
      <p className="text-sm text-ink-soft" role="status">
        {total > size ? `${figures.format(first)}–${figures.format(last)} of ` : ''}
        {figures.format(total)} {total === 1 ? one : many}
      </p>
      {total > size ? (
        <div className="flex gap-2">
          <Button variant="secondary" size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden />
            Previous
          </Button>
          <Button variant="secondary" size="sm" disabled={last >= total} onClick={() => onPage(page + 1)}>
            Next
            <ChevronRight aria-hidden />
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
