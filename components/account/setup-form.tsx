'use client';

import { useActionState } from 'react';
import { api } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { type FormState, sent, textIn, unsent } from './form-state';
import { PasswordInput } from './password-input';
import { signIn } from './sign-in';

async function setUp(token: string, form: FormData): Promise<void> {
  const password = textIn(form, 'password');
  const { identifier } = await api<{ identifier: string }>('POST', '/api/account/setup', {
    token,
    name: textIn(form, 'client'),
    adminEmail: textIn(form, 'email'),
    password,
  });
  await signIn(identifier, password, '/').catch(() => window.location.replace('/sign-in'));
}

/** Makes the first client and its administrator, who is signed in then. */
export function SetupForm({ token, shortest }: { token: string; shortest: number }) {
  const [state, submit, pending] = useActionState(
    (_: FormState, form: FormData) => sent(form, ['client', 'email'], () => setUp(token, form)),
    unsent,
  );
  return (
    <form action={submit} className="space-y-4">
      {state.error ? <Alert tone="danger" title={state.error} /> : null}
      <Field label="Client name" hint="The organisation whose people will use Muster.">
        {(control) => (
          <Input
            {...control}
            name="client"
            autoComplete="organization"
            required
            maxLength={200}
            defaultValue={state.values.client}
          />
        )}
      </Field>
      <Field label="Your e-mail address" hint="It is your user name, too.">
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            required
            maxLength={254}
            defaultValue={state.values.email}
          />
        )}
      </Field>
      <Field label="Password" hint={`At least ${shortest} characters.`}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" required maxLength={1000} />
        )}
      </Field>
      <Button type="submit" busy={pending || state.done}>
        Create client
      </Button>
    </form>
  );
}
