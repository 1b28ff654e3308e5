'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../query/api';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';

interface UserStatusButtonProps {
  user: { id: string; name: string };
  active: boolean;
}

/** Ends a user's access, or gives it back; asks first, and shows why where it is refused. */
export function UserStatusButton({ user, active }: UserStatusButtonProps) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const change = useMutation({
    mutationFn: () => api<void>('PUT', `/api/users/${user.id}/status`, { active: !active }),
    onSuccess: () => {
      setOpen(false);
      toast.success(active ? `${user.name} is deactivated.` : `${user.name} is active again.`);
      router.refresh();
    },
  });
  const verb = active ? 'Deactivate' : 'Reactivate';

  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        change.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant={active ? 'danger-quiet' : 'secondary'}>{verb}</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={`${verb} ${user.name}?`}
        description={
          <p>
            {active
              ? 'They are signed out with their next request and can’t sign in. Attributes, roles and history stay.'
              : 'They can sign in again with the password and the roles they had.'}
          </p>
        }
        action={
          <Button
            variant={active ? 'danger' : 'primary'}
            busy={change.isPending}
            onClick={() => change.mutate()}
          >
            {verb}
          </Button>
        }
      >
        <Problem error={change.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
