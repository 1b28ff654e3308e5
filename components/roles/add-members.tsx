'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useId, useState } from 'react';
import type { Count, UserList, UserListItem } from '@/lib/directory';
import { ApiError, api } from '../query/api';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { countText } from '../ui/count';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { Field } from '../ui/field';
import { SearchInput } from '../ui/search-input';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toaster';
import { Effects } from './effects';
import { type PlannedRole, useEffects } from './use-effects';

interface AddMembersProps {
  role: PlannedRole;
  onAdded: () => void;
}

const shownAtMost = 20;

/** Gives a local role to users, found by name or address. */
export function AddMembers({ role, onAdded }: AddMembersProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const users = [...chosen].sort();
  const found = useEffects(role, open && users.length > 0 ? { change: 'add-members', users } : null);
  const { data, error } = useQuery({
    queryKey: ['/api/users', 'to-add', search],
    queryFn: () =>
      api<Json<UserList>>('GET', `/api/users?${new URLSearchParams({ search, size: String(shownAtMost) })}`),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const add = useMutation({
    mutationFn: () =>
      api<{ added: number }>('POST', `/api/roles/${role.id}/members`, {
        users: [...chosen],
        version: found.effects?.version,
      }),
    onError: (problem) => {
      if (problem instanceof ApiError && problem.status === 409) void found.refetch();
    },
    onSuccess: ({ added }) => {
      toast.success(`${added} ${added === 1 ? 'user has' : 'users have'} the role now.`);
      onOpenChange(false);
      onAdded();
    },
  });

  function onOpenChange(next: boolean) {
    setOpen(next);
    setSearch('');
    setChosen(new Set());
    add.reset();
  }

  function toggle(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  const problem = add.error ?? error;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <UserPlus aria-hidden />
          Add members
        </Button>
      </DialogTrigger>
      <DialogContent title={`Give “${role.name}” to users`}>
        <DialogBody className="sm:min-h-96">
          <Field label="Search users">
            {(control) => <SearchInput {...control} value={search} onSearch={setSearch} />}
          </Field>
          {data ? (
            <Candidates users={data.users} total={data.total} chosen={chosen} onToggle={toggle} />
          ) : (
            <div className="space-y-3" role="status" aria-label="Loading users">
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
            </div>
          )}
          {chosen.size > 0 ? (
            <section aria-label="Who gains">
              <Effects found={found} />
            </section>
          ) : null}
          <Problem error={problem} />
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
      </DialogContent>
    </Dialog>
  );
}

interface CandidatesProps {
  users: readonly Json<UserListItem>[];
  total: Count;
  chosen: ReadonlySet<string>;
  onToggle: (id: string, on: boolean) => void;
}

function Candidates({ users, total, chosen, onToggle }: CandidatesProps) {
  const id = useId();
  if (users.length === 0)
    return (
      <p className="text-ink-soft">
        Nobody’s name, last name, user name or e-mail begins with these letters.
      </p>
    );
  return (
    <>
      {/* Scrolls by itself, so that who gains what stays in sight below it. */}
      <ul className="max-h-[38dvh] divide-y overflow-y-auto rounded-md border px-3" aria-label="Users">
        {users.map((user) => (
          <li key={user.id}>
            <label htmlFor={`${id}-${user.id}`} className="flex cursor-pointer items-start gap-3 py-2.5">
              <Checkbox
                id={`${id}-${user.id}`}
                checked={chosen.has(user.id)}
                onCheckedChange={(state) => onToggle(user.id, state === true)}
              />
              <span className="min-w-0">
                <span className="block truncate font-medium">{user.name}</span>
                <span className="block truncate text-sm text-ink-soft">{user.userName}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {total.more || total.count > users.length ? (
        <p className="text-sm text-ink-soft">
          The first {users.length} of {countText(total)}. Search to find others.
        </p>
      ) : null}
    </>
  );
}
