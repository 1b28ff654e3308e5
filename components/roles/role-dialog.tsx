'use client';

import type { ReactNode } from 'react';
import { api } from '../query/api';
import { FormDialog } from '../query/form-dialog';
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

async function save(role: RoleDialogProps['role'], form: FormData): Promise<{ id: string }> {
  const body = Object.fromEntries(form);
  if (!role) return api('POST', '/api/roles', body);
  await api<void>('PATCH', `/api/roles/${role.id}`, body);
  return role;
}

/** Adds a local role, or edits a role's name and description. */
export function RoleDialog({ trigger, role, nameIsFixed = false, onSaved }: RoleDialogProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={role ? 'Edit role' : 'Add role'}
      description={role ? undefined : 'A local role: your identity provider neither sees nor changes it.'}
      submit={role ? 'Save' : 'Add role'}
      save={(form) => save(role, form)}
      onSaved={({ id }) => {
        toast.success(role ? 'The role is saved.' : 'The role is added. It grants nothing yet.');
        onSaved(id);
      }}
    >
      {(problems) => (
        <>
          {nameIsFixed ? null : (
            <Field label="Name" error={problems.name}>
              {(control) => (
                <Input {...control} name="name" defaultValue={role?.name ?? ''} required autoComplete="off" />
              )}
            </Field>
          )}
          <Field label="Description" hint="Who should have it, and what for." error={problems.description}>
            {(control) => <Textarea {...control} name="description" defaultValue={role?.description ?? ''} />}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
