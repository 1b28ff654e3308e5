import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { toJson } from '@/components/query/json';
import { UserDetails } from '@/components/users/user-details';
import { AppError } from '@/lib/app-error';
import { requirePermission } from '@/lib/auth';
import { userPage } from '@/lib/directory';

interface UserPageProps {
  params: Promise<{ id: string }>;
}

const findUser = cache(async (id: string) => {
  const reader = await requirePermission('users.view');
  const user = await userPage(reader, id).catch((error: unknown) => {
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
  return (
    <UserDetails
      user={toJson(user)}
      canManage={reader.permissions.has('users.manage')}
      canLink={reader.permissions.has('scim.manage')}
      canSeeRoles={reader.permissions.has('roles.view')}
    />
  );
}
