'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { PlannedChange, RolePage } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { Button } from '../ui/button';
import { ConfirmName, useTypedName } from '../ui/confirm-name';
import { counted, isOne } from '../ui/count';
import { toast } from '../ui/toaster';
import { ChangeQuestion } from './change-question';
import { RoleDialog } from './role-dialog';

interface RoleActionsProps {
  role: Json<RolePage>;
  clientName: string;
}

/** Editing a role's name and description, and deleting it where it is not the identity provider's. */
export function RoleActions({ role, clientName }: RoleActionsProps) {
  const router = useRouter();
  return (
    <>
      <RoleDialog
        role={role}
        nameIsFixed={role.managed !== null}
        trigger={<Button variant="secondary">Edit</Button>}
        onSaved={() => router.refresh()}
      />
      {role.managed ? null : <DeleteRole role={role} clientName={clientName} />}
    </>
  );
}

function DeleteRole({ role, clientName }: RoleActionsProps) {
  const [planned, setPlanned] = useState<PlannedChange | null>(null);
  const typed = useTypedName(role.name);
  const router = useRouter();

  function close() {
    setPlanned(null);
    typed.clear();
  }

  function onDone() {
    close();
    toast.success(`The role “${role.name}” is deleted.`);
    router.push('/settings/roles');
    router.refresh();
  }

  const { members } = role;
  const lose = `${counted(members, 'member', 'members')} ${isOne(members) ? 'loses' : 'lose'} it, and what it gives them, with the next request.`;
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setPlanned({ change: 'delete' })}>
        Delete
      </Button>
      <ChangeQuestion
        role={{ id: role.id, name: role.name, clientName }}
        change={planned}
        title={`Delete the role “${role.name}”?`}
        description={<p>{members.count === 0 ? 'Nobody has it.' : lose} This can’t be undone.</p>}
        action="Delete role"
        danger
        confirmed={typed.matches}
        carryOut={(version) => api<void>('DELETE', `/api/roles/${role.id}?version=${version}`)}
        onDone={onDone}
        onClose={close}
      >
        <ConfirmName of={typed} to="to delete it" />
      </ChangeQuestion>
    </>
  );
}
