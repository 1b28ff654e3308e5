'use client';

import { House, LogOut, Monitor, Moon, Settings, Sun, UserRound } from 'lucide-react';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { useTheme } from 'next-themes';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { initialsOf } from './initials';

const themes = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];

interface UserMenuProps {
  name: string;
  userName: string;
  /** Whether any page of Client Settings opens. */
  hasSettings: boolean;
}

/** Who is signed in, their account, the theme, and the way out. */
export function UserMenu({ name, userName, hasSettings }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Your menu, ${name}`}
        className="grid size-9 place-items-center rounded-full border bg-surface text-xs font-semibold text-ink transition-colors hover:border-line-strong hover:bg-sunken pointer-coarse:size-11"
      >
        {initialsOf(name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <div className="max-w-72 px-2.5 py-2">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-xs text-ink-soft">{userName}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/">
            <House aria-hidden />
            Home
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/account">
            <UserRound aria-hidden />
            Your account
          </Link>
        </DropdownMenuItem>
        {hasSettings ? (
          <DropdownMenuItem asChild>
            <Link href="/settings">
              <Settings aria-hidden />
              Client Settings
            </Link>
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {themes.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => signOut({ callbackUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
