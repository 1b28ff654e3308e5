import type { CurrentUser } from '@/lib/auth';
import type { UserPage } from '@/lib/directory';
import { AreaList } from '../client/area-list';
import type { Json } from '../query/json';
import { settingsAreas } from '../shell/settings-areas';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { HeldPermissions } from '../users/held-permissions';
import { UserRoles } from '../users/user-roles';
import { WhatNext } from './what-next';
import { why } from './why';

interface HomeProps {
  user: CurrentUser;
  /** The same user as the directory has them: roles, and what each gives. */
  page: Pick<Json<UserPage>, 'roles' | 'permissions' | 'provider'>;
  supportUrl: string | undefined;
}

/** Who is signed in, with which roles, and what they may do here and why. */
export function Home({ user, page, supportUrl }: HomeProps) {
  const areas = settingsAreas(user.permissions).flatMap(({ permission, ...area }) =>
    permission === null ? [] : [{ ...area, permission, why: why(permission, page.permissions, page.roles) }],
  );
  const linked = user.permissions.has('roles.view');
  return (
    <>
      <PageHeader
        title={user.name}
        description={
          <>
            You are signed in to <strong className="font-semibold text-ink">{user.tenantName}</strong> as{' '}
            <span className="[overflow-wrap:anywhere]">{user.userName}</span>.
          </>
        }
      />
      {areas.length > 0 ? (
        <Section title="Client Settings" description="The pages that are open to you, and why.">
          <AreaList areas={areas} />
        </Section>
      ) : (
        <Section title="What happens next" description="Nothing is open to you yet.">
          <WhatNext tenantName={user.tenantName} page={page} supportUrl={supportUrl} />
        </Section>
      )}
      <Section title="Your roles" description="From your identity provider’s groups, or given here.">
        <UserRoles roles={page.roles} linked={linked} />
      </Section>
      <Section
        title="What you may do"
        description="Every permission that you hold, with every way that leads to it."
      >
        <HeldPermissions
          held={page.permissions}
          roles={page.roles}
          linked={linked}
          empty="None of your roles gives a permission yet. Somebody who manages roles for your client can add one."
        />
      </Section>
    </>
  );
}
