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

/** As many as fill what is in sight of them, and a little more. */
const firstMembers = 50;

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
  const members = await roleMembers(reader.tenantId, role.id, { size: firstMembers });
  return (
    <RoleDetails
      role={toJson(role)}
      members={toJson(members)}
      clientName={reader.tenantName}
      canManage={reader.permissions.has('roles.manage')}
      canSeeUsers={reader.permissions.has('users.view')}
    />
  );
}
