'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { RolePage } from '@/lib/directory';
import { api, messageOf } from '../query/api';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { counted, isOne } from '../ui/count';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';
import { RoleDialog } from './role-dialog';

/** Editing a role's name and description, and deleting it where it is not the identity provider's. */
export function RoleActions({ role }: { role: Json<RolePage> }) {
  const router = useRouter();
  return (
    <>
      <RoleDialog
        role={role}
        nameIsFixed={role.managed !== null}
        trigger={<Button variant="secondary">Edit</Button>}
        onSaved={() => router.refresh()}
      />
      {role.managed ? null : <DeleteRole role={role} />}
    </>
  );
}

function DeleteRole({ role }: { role: Json<RolePage> }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => api<void>('DELETE', `/api/roles/${role.id}`),
    onSuccess: () => {
      toast.success(`The role “${role.name}” is deleted.`);
      router.push('/settings/roles');
      router.refresh();
    },
  });
  const members = `${counted(role.members, 'member', 'members')} ${isOne(role.members) ? 'loses' : 'lose'}`;
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setTyped('');
        remove.reset();
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant="danger-quiet">Delete</Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={`Delete the role “${role.name}”?`}
        description={
          <p>{members} it, and what it gives them, with the next request. This can’t be undone.</p>
        }
        action={
          <Button
            variant="danger"
            busy={remove.isPending}
            disabled={typed.trim() !== role.name.trim()}
            onClick={() => remove.mutate()}
          >
            Delete role
          </Button>
        }
      >
        <Field label={<>Type “{role.name}” to confirm</>}>
          {(control) => (
            <Input
              {...control}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        {remove.error ? <Alert tone="danger">{messageOf(remove.error)}</Alert> : null}
      </AlertDialogContent>
    </AlertDialog>
  );
}
