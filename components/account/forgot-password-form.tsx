'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import { api } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { type FormState, sent, textIn, unsent } from './form-state';
import { UserNameField } from './user-name-field';

function request(_: FormState, form: FormData): Promise<FormState> {
  return sent(form, ['username'], () =>
    api('POST', '/api/account/forgot-password', { identifier: textIn(form, 'username') }),
  );
}

/** Asks for a password link. The answer is the same for every name, whether somebody has it or not. */
export function ForgotPasswordForm({ minutes }: { minutes: number }) {
  const [state, submit, pending] = useActionState(request, unsent);
  if (state.done)
    return (
      <div className="space-y-5">
        <Alert tone="success" title="Check your mail">
          If an active account fits “{state.values.username}”, a mail with a link is on its way to its e-mail
          address. The link works once, for {minutes} minutes.
        </Alert>
        <p className="text-sm text-ink-soft">
          No mail after a few minutes? Look among the unwanted mails, then ask your administrator whether your
          account is active and has the right e-mail address.
        </p>
        <Button asChild variant="secondary">
          <Link href="/sign-in">Back to sign-in</Link>
        </Button>
      </div>
    );
  return (
    <form action={submit} className="space-y-4">
      {state.error ? <Alert tone="danger" title={state.error} /> : null}
      <UserNameField defaultValue={state.values.username} />
      <div className="flex flex-wrap items-center justify-between gap-3 pt-1">
        <Button type="submit" busy={pending}>
          Send link
        </Button>
        <Button asChild variant="link">
          <Link href="/sign-in">Back to sign-in</Link>
        </Button>
      </div>
    </form>
  );
}
