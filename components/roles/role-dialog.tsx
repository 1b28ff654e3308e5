'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, api, messageOf } from '../query/api';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input, Textarea } from '../ui/input';
import { toast } from '../ui/toaster';

interface RoleDialogProps {
  trigger: ReactNode;
  /** The role to edit; a new one is added without. */
  role?: { id: string; name: string; description: string | null };
  /** The name follows the identity provider: only the description is edited. */
  nameIsFixed?: boolean;
  onSaved: (id: string) => void;
}

type Body = Record<string, FormDataEntryValue>;

function save(role: RoleDialogProps['role'], body: Body): Promise<{ id: string }> {
  if (!role) return api<{ id: string }>('POST', '/api/roles', body);
  return api<void>('PATCH', `/api/roles/${role.id}`, body).then(() => ({ id: role.id }));
}

/** Adds a local role, or edits a role's name and description. */
export function RoleDialog({ trigger, role, nameIsFixed = false, onSaved }: RoleDialogProps) {
  const [open, setOpen] = useState(false);
  const change = useMutation({
    mutationFn: (body: Body) => save(role, body),
    onSuccess: ({ id }) => {
      setOpen(false);
      toast.success(role ? 'The role is saved.' : 'The role is added. It grants nothing yet.');
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
        title={role ? 'Edit role' : 'Add role'}
        description={role ? undefined : 'A local role: your identity provider neither sees nor changes it.'}
      >
        <form onSubmit={onSubmit} noValidate className="contents">
          <DialogBody>
            {nameIsFixed ? null : (
              <Field label="Name" error={fields.name}>
                {(control) => (
                  <Input
                    {...control}
                    name="name"
                    defaultValue={role?.name ?? ''}
                    required
                    autoComplete="off"
                  />
                )}
              </Field>
            )}
            <Field label="Description" hint="Who should have it, and what for." error={fields.description}>
              {(control) => (
                <Textarea {...control} name="description" defaultValue={role?.description ?? ''} />
              )}
            </Field>
            {untold ? <Alert tone="danger">{messageOf(change.error)}</Alert> : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" busy={change.isPending}>
              {role ? 'Save' : 'Add role'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
