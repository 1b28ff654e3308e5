'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { RoleMembers as Members, PlannedChange, RoleMember } from '@/lib/directory';
import { api } from '../query/api';
import { Incomplete } from '../query/incomplete';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { counted } from '../ui/count';
import { SearchField } from '../ui/search-field';
import { toast } from '../ui/toaster';
import { AddMembers } from './add-members';
import { ChangeQuestion } from './change-question';
import { MembersTable } from './members-table';
import type { PlannedRole } from './use-effects';
import { useMembers } from './use-members';

interface RoleMembersProps {
  role: PlannedRole;
  first: Json<Members>;
  /** Whether members can be added and taken away here. */
  editable: boolean;
  /** Whether the reader can open users' pages, and find users to add. */
  canSeeUsers: boolean;
}

/** From this many on a search is worth its place. */
const many = 8;

const figures = new Intl.NumberFormat('en');

/** Who has a role: searched, loaded as the reader scrolls; a local role is given and taken here. */
export function RoleMembers({ role, first, editable, canSeeUsers }: RoleMembersProps) {
  const [search, setSearch] = useState('');
  const [leaving, setLeaving] = useState<RoleMember | null>(null);
  const router = useRouter();
  const { members, total, complete, error, ...list } = useMembers(role.id, search, first);
  const searchable = search !== '' || first.next !== null || (first.total?.count ?? 0) > many;

  function onAdded() {
    void list.restart();
    router.refresh();
  }

  function onTaken(member: RoleMember) {
    setLeaving(null);
    list.remove(member.id);
    toast.success(`${member.name} no longer has the role.`);
    router.refresh();
  }

  return (
    <Card className="overflow-hidden">
      {editable || searchable ? (
        <div className="flex flex-wrap items-end justify-between gap-3 border-b px-5 py-4 sm:px-6">
          {searchable ? (
            <SearchField
              label="Search members"
              className="min-w-52 flex-1 sm:max-w-80"
              value={search}
              onSearch={setSearch}
            />
          ) : null}
          {editable && canSeeUsers ? <AddMembers role={role} onAdded={onAdded} /> : null}
        </div>
      ) : null}
      <div className="px-5 pt-4 empty:hidden sm:px-6">
        <Incomplete list={{ complete }} />
      </div>
      <Problem error={error} className="m-4" />
      {members.length > 0 ? (
        <MembersTable
          // Another search begins at its top.
          key={search}
          members={members}
          total={total}
          linked={canSeeUsers}
          hasMore={list.hasNextPage && !error}
          onMore={() => (list.isFetching ? undefined : void list.fetchNextPage())}
          action={editable ? (member) => <RemoveButton member={member} onClick={setLeaving} /> : undefined}
        />
      ) : (
        <p className="px-5 py-4 text-ink-soft sm:px-6">
          {search
            ? 'No member’s name, last name, user name or e-mail begins with these letters.'
            : 'Nobody has this role yet.'}
        </p>
      )}
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 border-t px-5 py-2 text-sm text-ink-soft sm:px-6">
        <p role="status">{counted(total, 'member', 'members')}</p>
        {list.hasNextPage ? <p>{figures.format(members.length)} loaded; scroll for more</p> : null}
      </div>
      <TakeRole role={role} member={leaving} onDone={onTaken} onClose={() => setLeaving(null)} />
    </Card>
  );
}

interface RemoveButtonProps {
  member: RoleMember;
  onClick: (member: RoleMember) => void;
}

function RemoveButton({ member, onClick }: RemoveButtonProps) {
  return (
    <Button
      variant="secondary"
      size="sm"
      aria-label={`Remove ${member.name}`}
      onClick={() => onClick(member)}
    >
      Remove
    </Button>
  );
}

interface TakeRoleProps {
  role: PlannedRole;
  member: RoleMember | null;
  onDone: (member: RoleMember) => void;
  onClose: () => void;
}

function TakeRole({ role, member, onDone, onClose }: TakeRoleProps) {
  // The words stay while the question closes.
  const [last, setLast] = useState(member);
  if (member && member !== last) setLast(member);
  const change: PlannedChange | null = member && { change: 'remove-members', users: [member.id] };
  return (
    <ChangeQuestion
      role={role}
      change={change}
      title={`Take “${role.name}” from ${last?.name ?? 'a member'}?`}
      description={<p>It ends with their next request. You can give the role again.</p>}
      action="Remove member"
      danger
      carryOut={(version) =>
        api('DELETE', `/api/roles/${role.id}/members`, { users: last ? [last.id] : [], version })
      }
      onDone={() => last && onDone(last)}
      movesFocus={{ to: 'members' }}
      onClose={onClose}
    />
  );
}
