import type { Metadata } from 'next';
import { toJson } from '@/components/query/json';
import { UserList } from '@/components/users/user-list';
import { requirePermission } from '@/lib/auth';
import { listUsers, userListQuery } from '@/lib/directory';

export const metadata: Metadata = { title: 'Users' };

interface UsersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const user = await requirePermission('users.view');
  // An address that was edited by hand and asks for nothing that there is shows everybody.
  const asked = userListQuery.safeParse(await searchParams);
  const { search, status, origin, page } = asked.data ?? {};
  const list = await listUsers(user.tenantId, asked.data);
  return (
    <UserList
      filters={{ search, status, origin, page: page && page > 1 ? String(page) : undefined }}
      list={toJson(list)}
      canManage={user.permissions.has('users.manage')}
    />
  );
}
