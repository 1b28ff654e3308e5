import { forbidden } from 'next/navigation';
import { HeldWarning } from '@/components/breaker/held-warning';
import { AreaList } from '@/components/client/area-list';
import { ClientName } from '@/components/client/client-name';
import { ConnectionSummary } from '@/components/client/connection-summary';
import { HealthSummary } from '@/components/health/health-summary';
import { toJson } from '@/components/query/json';
import { IdleRoles } from '@/components/roles/idle-roles';
import { settingsAreas } from '@/components/shell/settings-areas';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { requireUser } from '@/lib/auth';
import { breakerOf, chartedHealth, configurationOf } from '@/lib/connection';
import { countIdleRoles } from '@/lib/directory';

export default async function SettingsPage() {
  const user = await requireUser();
  const areas = settingsAreas(user.permissions).filter(({ permission }) => permission !== null);
  if (areas.length === 0) forbidden();
  const configuration = user.permissions.has('scim.manage')
    ? await configurationOf(user.tenantId)
    : undefined;
  const health = configuration ? await chartedHealth(user.tenantId, { hours: 24 }) : null;
  const breaker = configuration ? await breakerOf(user.tenantId) : null;
  const idleRoles = user.permissions.has('roles.manage') ? await countIdleRoles(user.tenantId) : undefined;
  return (
    <>
      <PageHeader
        title="Client Settings"
        description={`What there is to look after for ${user.tenantName}.`}
      />
      {breaker ? <HeldWarning breaker={breaker} className="mb-8" /> : null}
      {idleRoles ? (
        <IdleRoles
          idle={idleRoles}
          className="mb-8"
          action={<TextLink href="/settings/roles?gives=nothing">Show them</TextLink>}
        />
      ) : null}
      {user.permissions.has('client.manage') ? (
        <Section title="Client" description="Your organisation on this platform.">
          <ClientName key={user.tenantName} name={user.tenantName} />
        </Section>
      ) : null}
      {configuration === undefined ? null : (
        <Section title="Identity provider" description="Where people and roles come from.">
          <div className="space-y-4">
            <ConnectionSummary configuration={toJson(configuration)} />
            {health ? <HealthSummary initial={toJson(health)} /> : null}
          </div>
        </Section>
      )}
      <Section title="Pages" description="Those that your permissions open.">
        <AreaList areas={areas} />
      </Section>
    </>
  );
}
