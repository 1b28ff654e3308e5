'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../query/api';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';
import { LinkChanges } from './link-changes';

interface LinkUserButtonProps {
  user: { id: string; name: string; profile: { userName: string } };
  /** The label of the connected identity provider. */
  provider: string;
}

/** Hands a local user to the identity provider; says first what changes hands. */
export function LinkUserButton({ user, provider }: LinkUserButtonProps) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const link = useMutation({
    mutationFn: () => api<void>('POST', `/api/users/${user.id}/link`),
    onSuccess: () => {
      setOpen(false);
      toast.success(`${provider} may manage ${user.name} now.`);
      router.refresh();
    },
  });

  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        link.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant="secondary">Link to {provider}</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={`Let ${provider} manage ${user.name}?`}
        description={
          <p>
            {provider} will find the user as <b>{user.profile.userName}</b> and from then on decide
            attributes, e-mail address and status; they can’t be edited here any more. Password, sessions,
            roles and history stay.
          </p>
        }
        action={
          <Button busy={link.isPending} onClick={() => link.mutate()}>
            Link user
          </Button>
        }
      >
        <LinkChanges userId={user.id} provider={provider} />
        <Problem error={link.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
