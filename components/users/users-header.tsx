'use client';

import { UserPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '../ui/button';
import { PageHeader } from '../ui/page-header';
import { UserDialog } from './user-dialog';

/** The head of the page of users; `canManage` says whether the reader may add local ones. */
export function UsersHeader({ canManage }: { canManage: boolean }) {
  const router = useRouter();
  return (
    <PageHeader
      title="Users"
      description="Everybody who came from your identity provider, and those you added here."
      actions={
        canManage ? (
          <UserDialog
            trigger={
              <Button>
                <UserPlus aria-hidden />
                Add user
              </Button>
            }
            onSaved={(id) => router.push(`/settings/users/${id}`)}
          />
        ) : null
      }
    />
  );
}
