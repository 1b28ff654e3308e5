import Link from 'next/link';
import type { RoleListItem } from '@/lib/directory';
import type { Json } from '../query/json';
import { countText } from '../ui/count';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { OriginBadge } from '../users/origin-badge';
import { PermissionLabels } from './permission-labels';

/** Roles, one a row; the whole row leads to the role's page. */
export function RolesTable({ roles }: { roles: readonly Json<RoleListItem>[] }) {
  return (
    <Table caption="Roles">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader className="max-sm:hidden">From</TableHeader>
          <TableHeader className="text-right">Members</TableHeader>
          <TableHeader className="max-md:hidden">Permissions</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {roles.map((role) => (
          <TableRow key={role.id} className="relative hover:bg-sunken/60">
            <TableCell className="w-full max-w-0 md:w-2/5">
              <Link
                href={`/settings/roles/${role.id}`}
                className="block truncate rounded-sm font-medium after:absolute after:inset-0"
              >
                {role.name}
              </Link>
              {role.description ? <p className="truncate text-ink-soft">{role.description}</p> : null}
              {role.permissions.length === 0 ? (
                <p className="mt-0.5 md:hidden">
                  <PermissionLabels granted={role.permissions} />
                </p>
              ) : null}
            </TableCell>
            <TableCell className="max-sm:hidden">
              <OriginBadge origin={role.origin} provider={role.provider} />
            </TableCell>
            <TableCell className="text-right">{countText(role.members)}</TableCell>
            <TableCell className="max-md:hidden">
              <PermissionLabels granted={role.permissions} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
