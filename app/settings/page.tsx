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

/** What the page shows of the identity provider and its sync. */
async function connectionOf(tenantId: string) {
  const [configuration, health, breaker] = await Promise.all([
    configurationOf(tenantId),
    chartedHealth(tenantId, { hours: 24 }),
    breakerOf(tenantId),
  ]);
  return { configuration, health, breaker };
}

export default async function SettingsPage() {
  const user = await requireUser();
  const areas = settingsAreas(user.permissions).filter(({ permission }) => permission !== null);
  if (areas.length === 0) forbidden();
  const [connection, idleRoles] = await Promise.all([
    user.permissions.has('scim.manage') ? connectionOf(user.tenantId) : undefined,
    user.permissions.has('roles.manage') ? countIdleRoles(user.tenantId) : undefined,
  ]);
  return (
    <>
      <PageHeader
        title="Client Settings"
        description={`What there is to look after for ${user.tenantName}.`}
      />
      {connection?.breaker ? <HeldWarning breaker={connection.breaker} className="mb-8" /> : null}
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
      {connection ? (
        <Section title="Identity provider" description="Where people and roles come from.">
          <div className="space-y-4">
            <ConnectionSummary configuration={toJson(connection.configuration)} />
            {connection.health ? <HealthSummary initial={toJson(connection.health)} /> : null}
          </div>
        </Section>
      ) : null}
      <Section title="Pages" description="Those that your permissions open.">
        <AreaList areas={areas} />
      </Section>
    </>
  );
}
