import type { ReactNode } from 'react';
import { Mark } from '../shell/mark';
import { Card, CardContent } from '../ui/card';

/** What the pages before sign-in stand in: the mark and one sheet. */
export function AccountShell({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col gap-6 px-4 py-10 sm:justify-center sm:py-16">
      <div className="flex items-center gap-2.5">
        <Mark className="size-7" />
        <span className="text-lg font-semibold">Muster</span>
      </div>
      <Card>
        <CardContent className="space-y-5 py-6">{children}</CardContent>
      </Card>
    </main>
  );
}

/** The title of such a page, and what it is for. */
export function AccountTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="space-y-1">
      <h1 className="text-xl">{title}</h1>
      {children ? <div className="text-sm text-ink-soft [overflow-wrap:anywhere]">{children}</div> : null}
    </div>
  );
}
