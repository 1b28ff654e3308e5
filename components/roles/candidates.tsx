'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { UserList, UserListItem } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { Checkbox } from '../ui/checkbox';
import { countText } from '../ui/count';
import { Skeleton } from '../ui/skeleton';

const shownAtMost = 20;

interface CandidatesProps {
  /** How a name or an address begins; empty for everybody. */
  search: string;
  chosen: ReadonlySet<string>;
  onChoose: (id: string, on: boolean) => void;
}

/** The users whom a search finds, each to be chosen. */
export function Candidates({ search, chosen, onChoose }: CandidatesProps) {
  const { data, error } = useQuery({
    queryKey: ['/api/users', 'to-add', search],
    queryFn: () =>
      api<Json<UserList>>('GET', `/api/users?${new URLSearchParams({ search, size: String(shownAtMost) })}`),
    placeholderData: keepPreviousData,
  });
  if (error) return <Problem error={error} />;
  if (!data)
    return (
      <div className="space-y-3" role="status" aria-label="Loading users">
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    );
  const { users, total } = data;
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
          <Candidate key={user.id} user={user} chosen={chosen.has(user.id)} onChoose={onChoose} />
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

interface CandidateProps {
  user: Pick<UserListItem, 'id' | 'name' | 'userName'>;
  chosen: boolean;
  onChoose: CandidatesProps['onChoose'];
}

function Candidate({ user, chosen, onChoose }: CandidateProps) {
  const id = useId();
  return (
    <li>
      <label htmlFor={id} className="flex cursor-pointer items-start gap-3 py-2.5">
        <Checkbox id={id} checked={chosen} onCheckedChange={(state) => onChoose(user.id, state === true)} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{user.name}</span>
          <span className="block truncate text-sm text-ink-soft">{user.userName}</span>
        </span>
      </label>
    </li>
  );
}
