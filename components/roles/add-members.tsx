'use client';

import { useMutation } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { ApiError, api } from '../query/api';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { SearchField } from '../ui/search-field';
import { toast } from '../ui/toaster';
import { useSelection } from '../ui/use-selection';
import { Candidates } from './candidates';
import { Effects } from './effects';
import { type PlannedRole, useEffects } from './use-effects';

interface AddMembersProps {
  role: PlannedRole;
  onAdded: () => void;
}

/** Gives a local role to users, found by name or address. */
export function AddMembers(props: AddMembersProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <UserPlus aria-hidden />
          Add members
        </Button>
      </DialogTrigger>
      <DialogContent title={`Give “${props.role.name}” to users`}>
        <Choice {...props} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** Who is chosen, and what they gain: forgotten when the dialog closes. */
function Choice({ role, onAdded, onClose }: AddMembersProps & { onClose: () => void }) {
  const [search, setSearch] = useState('');
  const { chosen, choose } = useSelection();
  const users = [...chosen].sort();
  const found = useEffects(role, users.length > 0 ? { change: 'add-members', users } : null);
  const add = useMutation({
    mutationFn: () =>
      api<{ added: number }>('POST', `/api/roles/${role.id}/members`, {
        users,
        version: found.effects?.version,
      }),
    onError: (problem) => {
      if (problem instanceof ApiError && problem.status === 409) void found.refetch();
    },
    onSuccess: ({ added }) => {
      toast.success(`${added} ${added === 1 ? 'user has' : 'users have'} the role now.`);
      onClose();
      onAdded();
    },
  });
  return (
    <>
      <DialogBody className="sm:min-h-96">
        <SearchField label="Search users" value={search} onSearch={setSearch} />
        <Candidates search={search} chosen={chosen} onChoose={(id, on) => choose([id], on)} />
        {chosen.size > 0 ? (
          <section aria-label="Who gains">
            <Effects found={found} />
          </section>
        ) : null}
        <Problem error={add.error} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button
          disabled={chosen.size === 0 || !found.ready}
          busy={add.isPending}
          onClick={() => add.mutate()}
        >
          {chosen.size > 1 ? `Add ${chosen.size} members` : 'Add member'}
        </Button>
      </DialogFooter>
    </>
  );
}
