'use client';

import { useRouter } from 'next/navigation';
import type { UserPage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Button } from '../ui/button';
import { UserDialog } from './user-dialog';
import { UserStatusButton } from './user-status-button';

/** What can be done to a user whom no identity provider manages. */
export function UserActions({ user }: { user: Json<UserPage> }) {
  const router = useRouter();
  return (
    <>
      <UserDialog
        user={user}
        trigger={<Button variant="secondary">Edit</Button>}
        onSaved={() => router.refresh()}
      />
      <UserStatusButton user={user} active={user.status === 'active'} />
    </>
  );
}
