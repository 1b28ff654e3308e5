import type { ConfigurationView } from '@/lib/connection';
import { providerOf } from '@/lib/connection/providers/providers';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { counted } from '../ui/count';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';

const figures = new Intl.NumberFormat('en');

/** How the client's people arrive, in two lines. */
export function ConnectionSummary({ configuration }: { configuration: Json<ConfigurationView> | null }) {
  if (!configuration)
    return (
      <Card className="space-y-1 px-5 py-4 sm:px-6">
        <p className="font-medium">No identity provider is connected</p>
        <p className="text-sm text-ink-soft">
          Connect one under <TextLink href="/settings/scim">SCIM Settings</TextLink>, and people and roles
          arrive by themselves.
        </p>
      </Card>
    );
  const { provider, users, roles, heardAt } = configuration;
  return (
    <Card className="space-y-1 px-5 py-4 sm:px-6">
      <p className="font-medium">
        {provider === 'other' ? 'An identity provider' : providerOf(provider).label} brought{' '}
        {counted(users.total, 'user', 'users')} and {figures.format(roles)} {roles === 1 ? 'role' : 'roles'}
      </p>
      <p className="text-sm text-ink-soft">
        {heardAt ? (
          <>
            Last heard <Time at={heardAt} asAgo />.
          </>
        ) : (
          'Its API key has not been used yet.'
        )}{' '}
        <TextLink href="/settings/scim">SCIM Settings</TextLink>
      </p>
    </Card>
  );
}
