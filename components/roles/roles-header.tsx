'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '../ui/button';
import { PageHeader } from '../ui/page-header';
import { RoleDialog } from './role-dialog';

/** The head of the page of roles; `canManage` says whether the reader may add local ones. */
export function RolesHeader({ canManage }: { canManage: boolean }) {
  const router = useRouter();
  return (
    <PageHeader
      title="Roles"
      description="Groups of your identity provider arrive as roles. What each role may do, you decide here."
      actions={
        canManage ? (
          <RoleDialog
            trigger={
              <Button>
                <Plus aria-hidden />
                Add role
              </Button>
            }
            onSaved={(id) => router.push(`/settings/roles/${id}`)}
          />
        ) : null
      }
    />
  );
}
