import type { RoleMembers as Members, RolePage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { BackLink } from '../ui/back-link';
import { Badge } from '../ui/badge';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { Time } from '../ui/time';
import { OriginBadge, providerName } from '../users/origin-badge';
import { PermissionEditor } from './permission-editor';
import { RoleActions } from './role-actions';
import { RoleMembers } from './role-members';

interface RoleDetailsProps {
  role: Json<RolePage>;
  members: Json<Members>;
  clientName: string;
  canManage: boolean;
  canSeeUsers: boolean;
}

function Why({ role }: { role: Json<RolePage> }) {
  if (role.removedAt)
    return (
      <Alert title="This role was deleted by the identity provider">
        It gives nobody anything since <Time at={role.removedAt} />. Pushed again under the same name, it gets
        its permissions back.
      </Alert>
    );
  if (!role.managed) return null;
  return (
    <Alert title={`${providerName(role.managed.provider)} manages this role`}>
      It is a group there: its name and its members follow, so they can’t be edited here. Rename the group,
      and add or remove people, in {providerName(role.managed.provider)}. What the role may do, you decide
      below; that stays when the group is renamed there, or deleted and pushed again.
    </Alert>
  );
}

function GivesNothing({ role, editable }: { role: Json<RolePage>; editable: boolean }) {
  if (role.permissions.length > 0 || role.removedAt) return null;
  return (
    <Alert tone="warning" title="This role gives nothing yet">
      {editable
        ? 'Add permissions below, and its members may do something here.'
        : 'Its members may do nothing here through it, until somebody who manages roles adds permissions.'}
    </Alert>
  );
}

/** All about one role: what it grants, and who has it. */
export function RoleDetails({ role, members, clientName, canManage, canSeeUsers }: RoleDetailsProps) {
  const editable = canManage && !role.removedAt;
  const planned = { id: role.id, name: role.name, clientName };
  return (
    <>
      <PageHeader
        back={<BackLink href="/settings/roles">Roles</BackLink>}
        title={role.name}
        aside={
          <>
            <OriginBadge origin={role.origin} provider={role.provider} />
            {role.removedAt ? <Badge>Removed</Badge> : null}
          </>
        }
        description={role.description}
        actions={editable ? <RoleActions role={role} clientName={clientName} /> : null}
      />
      <div className="mb-8 space-y-3 empty:hidden">
        <Why role={role} />
        <GivesNothing role={role} editable={editable} />
      </div>
      <Section
        title="Permissions"
        description="What the members of this role may do. Roles add up: nothing is taken away by another role."
      >
        <PermissionEditor role={planned} granted={role.permissions} canManage={editable} />
      </Section>
      <Section
        title="Members"
        id="members"
        description={
          role.managed
            ? 'Who is in the group there. Add and remove people in your identity provider.'
            : 'Who has this role.'
        }
      >
        <RoleMembers
          role={planned}
          first={members}
          editable={editable && !role.managed}
          canSeeUsers={canSeeUsers}
        />
      </Section>
    </>
  );
}
