'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef } from 'react';
import { api, problemsIn } from '../query/api';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { toast } from '../ui/toaster';
import { PasswordInput } from './password-input';

interface ChangePasswordFormProps {
  /** Whose password it is: tells the browser's password manager. */
  userName: string;
  shortest: number;
}

/** Changes the reader's password: the one they have is asked for, and other browsers are signed out. */
export function ChangePasswordForm({ userName, shortest }: ChangePasswordFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: Record<string, FormDataEntryValue | null>) =>
      api<void>('PUT', '/api/account/password', body),
    // What holds passwords is forgotten with the form, not kept for five minutes.
    gcTime: 0,
    onSuccess: () => {
      form.current?.reset();
      toast.success('Your password is changed. All other browsers are signed out.');
      router.refresh();
    },
  });
  const { fields, general } = problemsIn(change.error);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    change.mutate({ current: given.get('current'), password: given.get('password') });
  }
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="space-y-4">
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <Field label="Current password" error={fields.current}>
        {(control) => (
          <PasswordInput {...control} name="current" autoComplete="current-password" maxLength={1000} />
        )}
      </Field>
      <Field label="New password" hint={`At least ${shortest} characters.`} error={fields.password}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" maxLength={1000} />
        )}
      </Field>
      <Problem error={general} />
      <Button type="submit" busy={change.isPending}>
        Change password
      </Button>
    </form>
  );
}
