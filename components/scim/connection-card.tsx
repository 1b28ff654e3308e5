'use client';

import type { ReactNode } from 'react';
import { Card, CardContent, CardFooter } from '../ui/card';
import { CopyField } from '../ui/copy-field';
import { Time } from '../ui/time';
import { ConnectionStatus } from './connection-status';
import { RotateKey } from './rotate-key';
import type { Configuration, Credentials } from './use-configuration';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

interface ConnectionCardProps {
  configuration: Configuration;
  /** Whether the SCIM URI stands here; while a new key is shown it stands beside that. */
  withUri: boolean;
  onRotated: (made: Credentials) => void;
}

/** The connection in force: is it heard, its address, and what may be known of its key. */
export function ConnectionCard({ configuration, withUri, onRotated }: ConnectionCardProps) {
  const { key } = configuration;
  return (
    <Card>
      <CardContent className="border-b">
        <ConnectionStatus configuration={configuration} />
      </CardContent>
      <CardContent className="space-y-6">
        {withUri ? <CopyField label="SCIM URI" value={configuration.scimUri} /> : null}
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
          <Fact name="API key">
            <span aria-hidden className="tracking-widest text-ink-soft">
              ••••
            </span>
            <span className="sr-only">ends in </span>
            <code className="ml-1 font-mono">{key.lastFour}</code>
          </Fact>
          <Fact name="Made">
            <Time at={key.createdAt} />
          </Fact>
          <Fact name="Last used">{key.lastUsedAt ? <Time at={key.lastUsedAt} asAgo /> : 'Never'}</Fact>
        </dl>
      </CardContent>
      <CardFooter className="justify-between sm:flex-nowrap">
        <p className="max-w-sm text-sm text-ink-soft">
          Lost the key? It can’t be shown again; rotate it to get a new one.
        </p>
        <RotateKey configuration={configuration} onRotated={onRotated} />
      </CardFooter>
    </Card>
  );
}
