import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { toJson } from '@/components/query/json';
import { RoleDetails } from '@/components/roles/role-details';
import { AppError } from '@/lib/app-error';
import { requirePermission } from '@/lib/auth';
import { roleMembers, rolePage } from '@/lib/directory';

interface RolePageProps {
  params: Promise<{ id: string }>;
}

/** Few enough to leave the permissions in sight. */
const membersAtATime = 20;

const findRole = cache(async (id: string) => {
  const reader = await requirePermission('roles.view');
  const role = await rolePage(reader.tenantId, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) notFound();
    throw error;
  });
  return { reader, role };
});

export async function generateMetadata({ params }: RolePageProps): Promise<Metadata> {
  const { role } = await findRole((await params).id);
  return { title: role.name };
}

export default async function RolePage({ params }: RolePageProps) {
  const { reader, role } = await findRole((await params).id);
  const members = await roleMembers(reader.tenantId, role.id, { size: membersAtATime });
  return (
    <RoleDetails
      role={toJson(role)}
      members={toJson(members)}
      canManage={reader.permissions.has('roles.manage')}
      canSeeUsers={reader.permissions.has('users.view')}
    />
  );
}
