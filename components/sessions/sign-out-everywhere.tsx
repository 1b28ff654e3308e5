'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../query/api';
import { Problem } from '../query/problem';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';

/** Ends all of somebody's sessions, or of one's own all but this one. */
export function SignOutEverywhere({ path, name }: { path: string; name?: string }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const label = name === undefined ? 'Sign out of all other browsers' : 'Sign out everywhere';
  const end = useMutation({
    mutationFn: () => api<{ ended: number }>('DELETE', path),
    onSuccess: ({ ended }) => {
      setOpen(false);
      toast.success(ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`);
      router.refresh();
    },
  });
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        end.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant="danger-quiet">{label}</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={name === undefined ? `${label}?` : `Sign ${name} out everywhere?`}
        description={
          <p>
            {name === undefined
              ? 'You stay signed in here. Every other browser is asked for your password with its next request.'
              : 'Every browser is asked for the password with its next request. To keep somebody out, deactivate them.'}
          </p>
        }
        action={
          <Button variant="danger" busy={end.isPending} onClick={() => end.mutate()}>
            {label}
          </Button>
        }
      >
        <Problem error={end.error} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
