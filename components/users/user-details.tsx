import type { FirstSignIn, OpenSession } from '@/lib/auth';
import type { UserPage } from '@/lib/directory';
import { ActivityTimeline } from '../activity/activity-timeline';
import type { Json } from '../query/json';
import { SessionList } from '../sessions/session-list';
import { sessionsTitle } from '../sessions/title-id';
import { Alert } from '../ui/alert';
import { BackLink } from '../ui/back-link';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { Time } from '../ui/time';
import { AttributeList, type DetailedUser } from './attribute-list';
import { HeldPermissions } from './held-permissions';
import { OriginBadge, providerName } from './origin-badge';
import { StatusBadge } from './status-badge';
import { UserActions } from './user-actions';
import { UserFacts } from './user-facts';
import { UserRoles } from './user-roles';

interface UserDetailsProps {
  user: DetailedUser;
  firstSignIn: Json<FirstSignIn> | null;
  /** Where the user is signed in; null for who may not end it. */
  sessions: readonly Json<OpenSession>[] | null;
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
export function UserDetails(props: UserDetailsProps) {
  const { user, firstSignIn, sessions, canManage, canLink, canSeeRoles } = props;
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
      <Section wide title="Attributes" description="Under the names that the attribute mappings give them.">
        <AttributeList user={user} />
      </Section>
      <Section
        title="Origin and sign-in"
        description="Where the user comes from, and whether they have been here."
      >
        <UserFacts user={user} firstSignIn={firstSignIn} canManage={canManage} />
      </Section>
      <Section title="Roles" description="Groups of the identity provider, and roles given here.">
        <UserRoles roles={user.roles} linked={canSeeRoles} />
      </Section>
      <Section
        title="What they may do"
        description="Every permission that holds, with every way that leads to it."
      >
        <HeldPermissions
          held={user.permissions}
          roles={user.roles}
          linked={canSeeRoles}
          empty={
            user.status === 'active'
              ? 'Nothing beyond signing in: no role gives a permission.'
              : 'Nothing: who is not active can’t sign in.'
          }
        />
      </Section>
      {sessions && user.status === 'active' ? (
        <Section
          title="Sessions"
          id={sessionsTitle}
          description="The browsers in which they are signed in now."
        >
          <SessionList sessions={sessions} path={`/api/users/${user.id}/sessions`} name={user.name} />
        </Section>
      ) : null}
      {user.history ? (
        <Section wide title="History" description="Everything that happened to this user, the newest first.">
          <ActivityTimeline
            path={`/api/users/${user.id}/history`}
            first={user.history}
            empty="Nothing on record yet."
            readable={{ users: false, roles: canSeeRoles }}
          />
        </Section>
      ) : null}
    </>
  );
}
