'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn';

const tabs = [
  { href: '/settings/users', label: 'All users' },
  { href: '/settings/users/first-sign-in', label: 'First sign-in' },
];

/** The two views of the client's users. */
export function UsersTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Users" className="mb-6 border-b">
      <ul className="flex gap-5">
        {tabs.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                '-mb-px flex h-10 items-center border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-ink-soft outline-offset-[-2px] transition-colors hover:text-ink pointer-coarse:h-11',
                pathname === href && 'border-accent text-ink',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
