import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { toJson } from '@/components/query/json';
import { UserDetails } from '@/components/users/user-details';
import { AppError } from '@/lib/app-error';
import { firstSignInOf, requirePermission, sessionsOf } from '@/lib/auth';
import { userWithDetails } from '@/lib/directory';

interface UserPageProps {
  params: Promise<{ id: string }>;
}

const findUser = cache(async (id: string) => {
  const reader = await requirePermission('users.view');
  const user = await userWithDetails(reader, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) notFound();
    throw error;
  });
  return { reader, user };
});

export async function generateMetadata({ params }: UserPageProps): Promise<Metadata> {
  const { user } = await findUser((await params).id);
  return { title: user.name };
}

export default async function UserPage({ params }: UserPageProps) {
  const { reader, user } = await findUser((await params).id);
  const canManage = reader.permissions.has('users.manage');
  const [firstSignIn, sessions] = await Promise.all([
    firstSignInOf(reader.tenantId, user.id),
    canManage ? sessionsOf(reader.tenantId, user.id) : null,
  ]);
  return (
    <UserDetails
      user={toJson(user)}
      firstSignIn={toJson(firstSignIn)}
      sessions={toJson(sessions)}
      canManage={canManage}
      canLink={reader.permissions.has('scim.manage')}
      canSeeRoles={reader.permissions.has('roles.view')}
    />
  );
}
