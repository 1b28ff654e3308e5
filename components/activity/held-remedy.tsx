import { Card } from '../ui/card';
import { TextLink } from '../ui/text-link';

/** Why somebody kept the access that was to end, and who decides about it. */
export function HeldRemedy() {
  return (
    <Card className="space-y-1 px-5 py-5 sm:px-6">
      <h3 className="text-lg">The circuit breaker held it</h3>
      <p>
        Too many people were to lose their access at once, so nothing was changed. The identity provider was
        told to try again later.
      </p>
      <p>
        Approve it or reject it under{' '}
        <TextLink href="/settings/scim#circuit-breaker">Circuit breaker</TextLink> in SCIM Settings. If it was
        a mistake, mend it at the identity provider, too.
      </p>
    </Card>
  );
}
