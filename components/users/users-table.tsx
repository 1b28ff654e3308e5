import Link from 'next/link';
import type { UserListItem } from '@/lib/directory';
import type { Json } from '../query/json';
import { initialsOf } from '../shell/initials';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { OriginBadge } from './origin-badge';
import { StatusBadge } from './status-badge';

/** Users, one a row; the whole row leads to the user's page. */
export function UsersTable({ users }: { users: readonly Json<UserListItem>[] }) {
  return (
    <Table caption="Users">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader className="max-sm:hidden">From</TableHeader>
          <TableHeader className="text-right max-sm:hidden">Roles</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {users.map((user) => (
          <TableRow key={user.id} className="relative hover:bg-sunken/60">
            <TableCell className="w-full max-w-0">
              <div className="flex items-center gap-3">
                <span
                  aria-hidden
                  className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken max-sm:hidden text-xs font-semibold text-ink-soft"
                >
                  {initialsOf(user.name)}
                </span>
                <div className="min-w-0">
                  <Link
                    href={`/settings/users/${user.id}`}
                    className="block truncate rounded-sm font-medium after:absolute after:inset-0"
                  >
                    {user.name}
                  </Link>
                  <p className="truncate text-ink-soft">{user.userName}</p>
                </div>
              </div>
            </TableCell>
            <TableCell>
              <StatusBadge status={user.status} />
            </TableCell>
            <TableCell className="max-sm:hidden">
              <OriginBadge origin={user.origin} provider={user.provider} />
            </TableCell>
            <TableCell className="text-right text-ink-soft max-sm:hidden">{user.roles}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
