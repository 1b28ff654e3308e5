'use client';

import { useMutation } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { api } from '../query/api';
import { tellProblem } from '../query/tell-problem';
import { Button } from '../ui/button';
import { toast } from '../ui/toaster';

/** Sends one person the mail that their account is ready; again, if one left before. */
export function FirstSignInMailButton({
  user,
  again,
}: {
  user: { id: string; name: string };
  again: boolean;
}) {
  const router = useRouter();
  const send = useMutation({
    mutationFn: () => api<void>('POST', `/api/users/${user.id}/first-sign-in-mail`),
    onSuccess: () => toast.success(`The mail to ${user.name} is sent.`),
    onError: tellProblem,
    onSettled: () => router.refresh(),
  });
  return (
    <Button variant="secondary" size="sm" busy={send.isPending} onClick={() => send.mutate()}>
      <Mail aria-hidden />
      {again ? 'Send mail again' : 'Send mail'}
    </Button>
  );
}
