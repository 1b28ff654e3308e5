'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Profile } from '@/lib/directory';
import { ApiError, api, messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
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

function save(
  user: UserDialogProps['user'],
  body: Record<string, FormDataEntryValue>,
): Promise<{ id: string }> {
  if (!user) return api<{ id: string }>('POST', '/api/users', body);
  return api<void>('PATCH', `/api/users/${user.id}`, body).then(() => ({ id: user.id }));
}

/** Adds a local user, or edits one. */
export function UserDialog({ trigger, user, onSaved }: UserDialogProps) {
  const [open, setOpen] = useState(false);
  const change = useMutation({
    mutationFn: (body: Record<string, FormDataEntryValue>) => save(user, body),
    onSuccess: ({ id }) => {
      setOpen(false);
      toast.success(
        user
          ? 'The user is saved.'
          : 'The user is added. Send them the mail for the first sign-in, or have them use “Forgot password”.',
      );
      onSaved(id);
    },
  });
  const fields = change.error instanceof ApiError ? change.error.fields : {};
  const untold = change.error && Object.keys(fields).length === 0;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    change.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        change.reset();
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={user ? 'Edit user' : 'Add user'}
        description={user ? undefined : 'A local user: your identity provider neither sees nor changes them.'}
        className="max-w-xl"
      >
        <form onSubmit={onSubmit} noValidate className="contents">
          <DialogBody>
            <div className="grid gap-4 sm:grid-cols-2">
              {formFields.map(({ name, label, type, wide }) => (
                <Field key={name} label={label} error={fields[name]} className={cn(wide && 'sm:col-span-2')}>
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
            {untold ? <Alert tone="danger">{messageOf(change.error)}</Alert> : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" busy={change.isPending}>
              {user ? 'Save' : 'Add user'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
