import { providerOf } from '@/lib/connection/providers/providers';
import { CardContent } from '../ui/card';
import type { Configuration } from './use-configuration';

/** True for an address that an identity provider on the internet can't reach. */
function isLocal(scimUri: string): boolean {
  const { hostname } = new URL(scimUri);
  return /^(localhost|127\.|10\.|192\.168\.|\[::1\])|\.(local|internal|test)$/.test(hostname);
}

/** What to check while nothing has come, or nothing that could be told to be this client's. */
export function NothingYet({ configuration: { provider, scimUri } }: { configuration: Configuration }) {
  const { fields, test } = providerOf(provider);
  return (
    <CardContent className="space-y-3 text-sm text-ink-soft">
      <p>
        Enter the SCIM URI and the API key there and use “{test}”. What comes in stands here within seconds,
        failed attempts, too, with how to mend them.
      </p>
      <p className="font-medium text-ink">Tested, and nothing here?</p>
      <ul className="list-disc space-y-1.5 pl-4.5 marker:text-line-strong">
        <li>
          “{fields.scimUri}” has to be exactly the SCIM URI: a request to another address never gets here.
        </li>
        <li>
          “{fields.apiKey}” has to hold the API key: without one, nobody can tell that a request is yours.
        </li>
        {isLocal(scimUri) ? (
          <li>
            The SCIM URI is an address of this machine or its network. An identity provider on the internet
            can’t reach it: the operator sets <code className="font-mono text-ink">MUSTER_URL</code>.
          </li>
        ) : null}
      </ul>
    </CardContent>
  );
}
