import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CurrentUser } from '@/lib/auth';
import { Mark } from './mark';
import { settingsAreas } from './settings-areas';
import { UserMenu } from './user-menu';

/** What every page of a signed-in user stands in: the client's name, the way to the settings, the user's menu. */
export function AppShell({ user, children }: { user: CurrentUser; children: ReactNode }) {
  const hasSettings = settingsAreas(user.permissions).length > 0;
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="border-b bg-surface">
        <div className="mx-auto flex h-15 w-full max-w-6xl items-center gap-3 px-4 sm:px-6">
          <Link
            href="/"
            className="flex items-center gap-2.5 rounded-sm py-2 text-lg font-semibold tracking-tight"
          >
            <Mark className="size-5.5" />
            <span className="max-sm:sr-only">Muster</span>
          </Link>
          <span aria-hidden className="h-5 w-px rotate-12 bg-line-strong" />
          <span className="min-w-0 flex-1 truncate text-ink-soft">{user.tenantName}</span>
          {hasSettings ? (
            <Link
              href="/settings"
              className="rounded-md px-3 py-2 text-sm font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink max-sm:hidden"
            >
              Client Settings
            </Link>
          ) : null}
          <UserMenu name={user.name} userName={user.userName} hasSettings={hasSettings} />
        </div>
      </header>
      {children}
    </div>
  );
}
