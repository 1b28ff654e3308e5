import type { CurrentUser } from '@/lib/auth';
import type { UserPage } from '@/lib/directory';
import { AreaList } from '../client/area-list';
import { settingsAreas } from '../shell/settings-areas';
import { PageHeader } from '../ui/page-header';
import { Section } from '../ui/section';
import { HeldPermissions } from '../users/held-permissions';
import { UserRoles } from '../users/user-roles';

interface HomeProps {
  user: CurrentUser;
  /** The same user as the directory has them: roles, and what each gives. */
  page: Pick<UserPage, 'roles' | 'permissions' | 'provider'>;
}

/** Who is signed in, with which roles, and what they may do here and why. */
export function Home({ user, page }: HomeProps) {
  const areas = settingsAreas(user.permissions).filter(({ permission }) => permission !== null);
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
        <Section title="Client Settings" description="The pages that your permissions open.">
          <AreaList areas={areas} />
        </Section>
      ) : null}
      <Section title="Your roles" description="From your identity provider’s groups, or given here.">
        <UserRoles user={page} linked={linked} />
      </Section>
      <Section
        title="What you may do"
        description="Every permission that you hold, with the role that gives it."
      >
        <HeldPermissions
          held={page.permissions}
          linked={linked}
          empty="None of your roles gives a permission yet. Somebody who manages roles for your client can add one."
        />
      </Section>
    </>
  );
}
