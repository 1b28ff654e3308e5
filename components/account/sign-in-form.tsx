'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { type FormState, sent, textIn, unsent } from './form-state';
import { PasswordInput } from './password-input';
import { signIn } from './sign-in';
import { UserNameField } from './user-name-field';

/** Signs in with user name or e-mail address and password, and goes to `back`. */
export function SignInForm({ back }: { back: string }) {
  const [state, submit, pending] = useActionState(
    (_: FormState, form: FormData) =>
      sent(form, ['username'], () => signIn(textIn(form, 'username'), textIn(form, 'password'), back)),
    unsent,
  );
  return (
    <form action={submit} className="space-y-4">
      {state.error ? (
        <Alert tone="danger" title={state.error}>
          No password yet, or forgotten? <Link href="/forgot-password">Set one by e-mail</Link>.
        </Alert>
      ) : null}
      <UserNameField defaultValue={state.values.username} />
      <Field label="Password">
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            maxLength={1000}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3 pt-1">
        <Button type="submit" busy={pending || state.done}>
          Sign in
        </Button>
        <Button asChild variant="link">
          <Link href="/forgot-password">Forgot password</Link>
        </Button>
      </div>
    </form>
  );
}
