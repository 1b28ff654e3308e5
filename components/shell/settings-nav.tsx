'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { cn } from '../ui/cn';

function isCurrent(pathname: string, href: string): boolean {
  return href === '/settings' ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
}

/** The pages of Client Settings: a column beside the page, a strip above it on narrow screens. */
export function SettingsNav({ areas }: { areas: readonly { href: string; label: string }[] }) {
  const pathname = usePathname();
  const strip = useRef<HTMLUListElement>(null);
  // On a phone the strip is longer than the screen: the current page's name is brought into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page that is current changes with the path
  useEffect(() => {
    const frame = strip.current;
    const place = frame?.querySelector('[aria-current]')?.closest('li');
    if (!frame || !place) return;
    frame.scrollTo({ left: place.offsetLeft - (frame.clientWidth - place.offsetWidth) / 2 });
  }, [pathname]);
  if (areas.length === 0) return null;
  return (
    <nav
      aria-label="Client Settings"
      className="max-lg:border-b max-lg:bg-surface lg:w-52 lg:shrink-0 lg:pt-11"
    >
      <p aria-hidden className="mb-2 px-3 text-xs font-medium text-ink-soft max-lg:hidden">
        Client Settings
      </p>
      <ul
        ref={strip}
        className="relative flex overflow-x-auto px-2 [scrollbar-width:none] sm:gap-1 sm:px-4 lg:flex-col lg:overflow-visible lg:px-0"
      >
        {areas.map(({ href, label }) => {
          const current = isCurrent(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'group relative flex h-11 items-center gap-2.5 rounded-md px-2 text-sm sm:px-2.5 whitespace-nowrap text-ink-soft outline-offset-[-2px] transition-colors hover:text-ink lg:h-9 lg:px-3 lg:hover:bg-sunken pointer-coarse:h-11',
                  current && 'font-medium text-ink',
                )}
              >
                <span
                  aria-hidden
                  className={cn(
                    'rounded-full max-lg:absolute max-lg:inset-x-2 max-lg:bottom-0 max-lg:h-0.5 lg:size-1.5',
                    current ? 'bg-accent' : 'lg:bg-line-strong/45 lg:group-hover:bg-line-strong',
                  )}
                />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
