import type { Metadata } from 'next';
import { Suspense } from 'react';
import { toJson } from '@/components/query/json';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { UserList } from '@/components/users/user-list';
import { UsersHeader } from '@/components/users/users-header';
import { UsersTabs } from '@/components/users/users-tabs';
import { requirePermission } from '@/lib/auth';
import { listUsers, userListQuery } from '@/lib/directory';

export const metadata: Metadata = { title: 'Users' };

interface UsersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function FirstUsers({ tenantId, searchParams }: UsersPageProps & { tenantId: string }) {
  // An address that was edited by hand and asks for nothing that there is shows everybody.
  const asked = userListQuery.safeParse(await searchParams);
  const { search, status, origin, page } = asked.data ?? {};
  const list = await listUsers(tenantId, asked.data);
  const filters = { search, status, origin, page: page && page > 1 ? String(page) : undefined };
  return <UserList filters={filters} list={toJson(list)} />;
}

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const user = await requirePermission('users.view');
  return (
    <>
      <UsersHeader canManage={user.permissions.has('users.manage')} />
      <UsersTabs />
      <Suspense fallback={<ListSkeleton what="users" />}>
        <FirstUsers tenantId={user.tenantId} searchParams={searchParams} />
      </Suspense>
    </>
  );
}
