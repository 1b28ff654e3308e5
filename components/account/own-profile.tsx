import { attributeNames } from '@/lib/connection/providers/attribute-names';
import type { UserPage } from '@/lib/directory';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { Card, CardContent } from '../ui/card';
import { Time } from '../ui/time';
import { providerName } from '../users/origin-badge';
import { OwnNamesForm } from './own-names-form';

type Own = Pick<Json<UserPage>, 'profile' | 'managed'>;

function Looked({ managed }: Pick<Own, 'managed'>) {
  if (managed)
    return (
      <Alert title={`${providerName(managed.provider)} manages your profile`}>
        Since <Time at={managed.since} day />. To have something corrected, ask your organisation to change it
        there; it follows by itself.
      </Alert>
    );
  return <Alert>Your administrator looks after the rest of your profile.</Alert>;
}

/** What is known of the reader, and who changes it. */
export function OwnProfile({ user: { profile, managed } }: { user: Own }) {
  const names = managed ? [] : ['givenName', 'familyName'];
  const shown = attributeNames.filter(
    ({ field }) => field !== 'active' && profile[field] !== null && !names.includes(field),
  );
  return (
    <div className="space-y-4">
      {managed ? <Looked managed={managed} /> : null}
      <Card>
        {managed ? null : (
          <CardContent className="border-b">
            <OwnNamesForm givenName={profile.givenName} familyName={profile.familyName} />
          </CardContent>
        )}
        <dl className="divide-y text-sm">
          {shown.map(({ field, label }) => (
            <div
              key={field}
              className="px-5 py-2.5 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-4 sm:px-6"
            >
              <dt className="text-ink-soft">{label}</dt>
              <dd className="[overflow-wrap:anywhere]">{profile[field]}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {managed ? null : <Looked managed={managed} />}
    </div>
  );
}
