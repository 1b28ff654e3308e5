'use client';

import { useActionState, useEffect } from 'react';
import { api } from '../query/api';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { type FormState, sent, textIn, unsent } from './form-state';
import { PasswordInput } from './password-input';

interface ResetPasswordFormProps {
  token: string;
  /** Whose password it is: tells the browser's password manager. */
  userName: string;
  shortest: number;
}

/** Sets the password that the link with `token` allows, and goes to the sign-in page. */
export function ResetPasswordForm({ token, userName, shortest }: ResetPasswordFormProps) {
  const [state, submit, pending] = useActionState(
    (_: FormState, form: FormData) =>
      sent(form, [], async () => {
        await api('POST', '/api/account/reset-password', { token, password: textIn(form, 'password') });
        // The link's address, which is used up, leaves the history.
        window.location.replace('/sign-in?notice=password-set');
      }),
    unsent,
  );
  useEffect(() => {
    // Said by the page that somebody reads, not by its address: programs that scan mails fetch that, too.
    api('POST', '/api/account/link-opened', { token }).catch(() => {});
  }, [token]);
  return (
    <form action={submit} className="space-y-4">
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <Field label="New password" hint={`At least ${shortest} characters.`} error={state.error}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" required maxLength={1000} />
        )}
      </Field>
      <Button type="submit" busy={pending || state.done}>
        Set password
      </Button>
    </form>
  );
}
