'use client';

import { useRouter } from 'next/navigation';
import type { UserPage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Button } from '../ui/button';
import { LinkUserButton } from './link-user-button';
import { providerName } from './origin-badge';
import { UserDialog } from './user-dialog';
import { UserStatusButton } from './user-status-button';

/** What can be done to a user whom no identity provider manages. */
export function UserActions({ user, canLink }: { user: Json<UserPage>; canLink: boolean }) {
  const router = useRouter();
  return (
    <>
      <UserDialog
        user={user}
        trigger={<Button variant="secondary">Edit</Button>}
        onSaved={() => router.refresh()}
      />
      {canLink && user.linkableTo ? (
        <LinkUserButton user={user} provider={providerName(user.linkableTo)} />
      ) : null}
      <UserStatusButton user={user} active={user.status === 'active'} />
    </>
  );
}
