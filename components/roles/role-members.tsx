'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { RoleMembers as Members, RoleMember } from '@/lib/directory';
import { api, messageOf } from '../query/api';
import { Incomplete } from '../query/incomplete';
import type { Json } from '../query/json';
import { useListQuery } from '../query/use-list-query';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field } from '../ui/field';
import { Pager } from '../ui/pager';
import { SearchInput } from '../ui/search-input';
import { TextLink } from '../ui/text-link';
import { toast } from '../ui/toaster';
import { StatusBadge } from '../users/status-badge';
import { AddMembers } from './add-members';

interface RoleMembersProps {
  role: { id: string; name: string };
  first: Json<Members>;
  /** Whether members can be added and taken away here. */
  editable: boolean;
  /** Whether the reader can open users' pages, and find users to add. */
  canSeeUsers: boolean;
}

/** Who has a role: searched, page by page; a local role is given and taken here. */
export function RoleMembers({ role, first, editable, canSeeUsers }: RoleMembersProps) {
  const path = `/api/roles/${role.id}/members`;
  const {
    data = first,
    filters,
    change,
  } = useListQuery(path, { filters: { size: String(first.size) }, list: first }, { inAddress: false });
  const router = useRouter();

  const take = useMutation({
    mutationFn: (member: RoleMember) => api('DELETE', path, { users: [member.id] }),
    onSuccess: (_, member) => {
      toast.success(`${member.name} no longer has the role.`);
      router.refresh();
    },
    onError: (error) => toast.error(messageOf(error), { duration: 10_000 }),
  });
  const few = !first.total.more && first.total.count <= first.size && !filters.search;

  return (
    <Card>
      {editable || !few ? (
        <div className="flex flex-wrap items-end justify-between gap-3 border-b px-5 py-4 sm:px-6">
          {few ? null : (
            <Field label="Search members" className="min-w-52 flex-1 sm:max-w-80">
              {(control) => (
                <SearchInput
                  {...control}
                  value={filters.search ?? ''}
                  onSearch={(search) => change({ search })}
                />
              )}
            </Field>
          )}
          {editable && canSeeUsers ? <AddMembers role={role} onAdded={() => router.refresh()} /> : null}
        </div>
      ) : null}
      {data.complete ? null : (
        <div className="px-5 pt-4 sm:px-6">
          <Incomplete list={data} />
        </div>
      )}
      {data.members.length > 0 ? (
        <ul className="divide-y" aria-label="Members">
          {data.members.map((member) => (
            <li key={member.id} className="flex min-h-14 items-center gap-3 px-5 py-2 sm:px-6">
              <div className="min-w-0 flex-1">
                <p className="truncate">
                  {canSeeUsers ? (
                    <TextLink quiet href={`/settings/users/${member.id}`}>
                      {member.name}
                    </TextLink>
                  ) : (
                    <span className="font-medium">{member.name}</span>
                  )}
                </p>
                {member.name === member.userName ? null : (
                  <p className="truncate text-sm text-ink-soft">{member.userName}</p>
                )}
              </div>
              {member.status === 'active' ? null : <StatusBadge status={member.status} />}
              {editable ? (
                <Button
                  variant="secondary"
                  size="sm"
                  aria-label={`Remove ${member.name}`}
                  busy={take.isPending && take.variables?.id === member.id}
                  onClick={() => take.mutate(member)}
                >
                  Remove
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="px-5 py-4 text-ink-soft sm:px-6">
          {filters.search
            ? 'No member’s name, last name, user name or e-mail begins with these letters.'
            : 'Nobody has this role yet.'}
        </p>
      )}
      <Pager
        what={['member', 'members']}
        page={data.page}
        size={data.size}
        total={data.total}
        shown={data.members.length}
        onPage={(page) => change({ ...filters, page: String(page) })}
      />
    </Card>
  );
}
