'use client';

import { Card, CardContent, CardFooter } from '../ui/card';
import { CopyField } from '../ui/copy-field';
import { EditKey } from './edit-key';
import { KeyFacts } from './key-facts';
import { RotateKey } from './rotate-key';
import { RotationStatus } from './rotation-status';
import type { Configuration, Credentials, Rotation } from './use-configuration';

interface KeyCardProps {
  configuration: Configuration;
  /** Whether the SCIM URI stands here; while a new key is shown it stands beside that. */
  withUri: boolean;
  onRotated: (made: Credentials, mode: Rotation['mode']) => void;
}

/** The address and the key in force, and a rotation that is under way. */
export function KeyCard({ configuration, withUri, onRotated }: KeyCardProps) {
  const { key, rotation, scimUri } = configuration;
  return (
    <Card>
      {rotation ? <RotationStatus configuration={configuration} rotation={rotation} /> : null}
      <CardContent className="space-y-6">
        {withUri ? <CopyField label="SCIM URI" value={scimUri} /> : null}
        <KeyFacts name={rotation ? 'Old API key' : 'API key'} apiKey={key} />
      </CardContent>
      <CardFooter className="justify-between sm:flex-nowrap">
        <p className="max-w-xs text-sm text-ink-soft">
          Lost the key? It can’t be shown again; rotate it to get a new one.
        </p>
        <div className="flex flex-wrap gap-2 sm:flex-nowrap">
          <EditKey apiKey={key} label={rotation ? 'Edit the old API key' : 'Edit the API key'} />
          <RotateKey configuration={configuration} onRotated={onRotated} />
        </div>
      </CardFooter>
    </Card>
  );
}
