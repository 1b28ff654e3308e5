'use client';

import type { ReactNode } from 'react';
import type { Profile } from '@/lib/directory';
import { api } from '../query/api';
import { FormDialog } from '../query/form-dialog';
import { cn } from '../ui/cn';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';
import { formFields } from './profile-fields';

interface UserDialogProps {
  trigger: ReactNode;
  /** The user to edit; a new one is added without. */
  user?: { id: string; profile: Profile };
  onSaved: (id: string) => void;
}

async function save(user: UserDialogProps['user'], form: FormData): Promise<{ id: string }> {
  const body = Object.fromEntries(form);
  if (!user) return api('POST', '/api/users', body);
  await api<void>('PATCH', `/api/users/${user.id}`, body);
  return user;
}

const added =
  'The user is added. Send them the mail for the first sign-in, or have them use “Forgot password”.';

/** Adds a local user, or edits one. */
export function UserDialog({ trigger, user, onSaved }: UserDialogProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={user ? 'Edit user' : 'Add user'}
      description={user ? undefined : 'A local user: your identity provider neither sees nor changes them.'}
      className="max-w-xl"
      submit={user ? 'Save' : 'Add user'}
      save={(form) => save(user, form)}
      onSaved={({ id }) => {
        toast.success(user ? 'The user is saved.' : added);
        onSaved(id);
      }}
    >
      {(problems) => (
        <div className="grid gap-4 sm:grid-cols-2">
          {formFields.map(({ name, label, type, wide }) => (
            <Field key={name} label={label} error={problems[name]} className={cn(wide && 'sm:col-span-2')}>
              {(control) => (
                <Input
                  {...control}
                  name={name}
                  type={type}
                  defaultValue={user?.profile[name] ?? ''}
                  autoComplete="off"
                  required={name === 'userName'}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </FormDialog>
  );
}
