import type { Metadata } from 'next';
import { Suspense } from 'react';
import { toJson } from '@/components/query/json';
import { RoleList } from '@/components/roles/role-list';
import { RolesHeader } from '@/components/roles/roles-header';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { requirePermission } from '@/lib/auth';
import { listRoles, roleListQuery } from '@/lib/directory';

export const metadata: Metadata = { title: 'Roles' };

interface RolesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function FirstRoles({ tenantId, searchParams }: RolesPageProps & { tenantId: string }) {
  // An address that was edited by hand and asks for nothing that there is shows every role.
  const asked = roleListQuery.safeParse(await searchParams);
  const { search, origin, gives, page } = asked.data ?? {};
  const list = await listRoles(tenantId, asked.data);
  const filters = { search, origin, gives, page: page && page > 1 ? String(page) : undefined };
  return <RoleList filters={filters} list={toJson(list)} />;
}

export default async function RolesPage({ searchParams }: RolesPageProps) {
  const user = await requirePermission('roles.view');
  return (
    <>
      <RolesHeader canManage={user.permissions.has('roles.manage')} />
      <Suspense fallback={<ListSkeleton what="roles" />}>
        <FirstRoles tenantId={user.tenantId} searchParams={searchParams} />
      </Suspense>
    </>
  );
}
