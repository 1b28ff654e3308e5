import type { UserPage } from '@/lib/directory';
import { ActivityList } from '../activity/activity-list';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { BackLink } from '../ui/back-link';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { Time } from '../ui/time';
import { AttributeList } from './attribute-list';
import { HeldPermissions } from './held-permissions';
import { OriginBadge, providerName } from './origin-badge';
import { StatusBadge } from './status-badge';
import { UserActions } from './user-actions';
import { UserFacts } from './user-facts';
import { UserRoles } from './user-roles';

interface UserDetailsProps {
  user: Json<UserPage>;
  canManage: boolean;
  canLink: boolean;
  canSeeRoles: boolean;
}

function Why({ user }: { user: Json<UserPage> }) {
  if (user.status === 'removed')
    return (
      <Alert title="This user was removed by the identity provider">
        Access ended and the roles are gone; what happened stays on record. Assigning the user there again
        brings them back.
      </Alert>
    );
  if (user.managed)
    return (
      <Alert title={`${providerName(user.managed.provider)} manages this user`}>
        Since <Time at={user.managed.since} />, attributes and status follow the identity provider: change
        them there.
      </Alert>
    );
  return null;
}

/** All about one user: attributes, origin, roles, what they may do and why, and what happened. */
export function UserDetails({ user, canManage, canLink, canSeeRoles }: UserDetailsProps) {
  const editable = canManage && !user.managed && user.status !== 'removed';
  return (
    <>
      <PageHeader
        back={<BackLink href="/settings/users">Users</BackLink>}
        title={user.name}
        aside={
          <>
            <StatusBadge status={user.status} />
            <OriginBadge origin={user.origin} provider={user.provider} />
          </>
        }
        description={user.name === user.profile.userName ? undefined : user.profile.userName}
        actions={editable ? <UserActions user={user} canLink={canLink} /> : null}
      />
      <div className="mb-8 empty:hidden">
        <Why user={user} />
      </div>
      <Section title="Attributes" description="Under the names that the attribute mappings give them.">
        <AttributeList user={user} />
      </Section>
      <Section
        title="Origin and sign-in"
        description="Where the user comes from, and whether they have been here."
      >
        <UserFacts user={user} />
      </Section>
      <Section title="Roles" description="Groups of the identity provider, and roles given here.">
        <UserRoles user={user} linked={canSeeRoles} />
      </Section>
      <Section
        title="What they may do"
        description="Every permission that holds, with the role that gives it."
      >
        <HeldPermissions
          held={user.permissions}
          linked={canSeeRoles}
          empty="Nothing beyond signing in: no role gives a permission."
        />
      </Section>
      {user.activity ? (
        <Section title="Recent activity" description="What happened to this user last.">
          <Card>
            {user.activity.length > 0 ? (
              <ActivityList entries={user.activity} />
            ) : (
              <p className="px-5 py-4 text-ink-soft sm:px-6">Nothing on record yet.</p>
            )}
          </Card>
        </Section>
      ) : null}
    </>
  );
}
