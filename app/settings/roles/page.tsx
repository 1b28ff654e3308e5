import type { Metadata } from 'next';
import { toJson } from '@/components/query/json';
import { RoleList } from '@/components/roles/role-list';
import { requirePermission } from '@/lib/auth';
import { listRoles, roleListQuery } from '@/lib/directory';

export const metadata: Metadata = { title: 'Roles' };

interface RolesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RolesPage({ searchParams }: RolesPageProps) {
  const user = await requirePermission('roles.view');
  // An address that was edited by hand and asks for nothing that there is shows every role.
  const asked = roleListQuery.safeParse(await searchParams);
  const { search, origin, page } = asked.data ?? {};
  const list = await listRoles(user.tenantId, asked.data);
  return (
    <RoleList
      filters={{ search, origin, page: page && page > 1 ? String(page) : undefined }}
      list={toJson(list)}
      canManage={user.permissions.has('roles.manage')}
    />
  );
}
