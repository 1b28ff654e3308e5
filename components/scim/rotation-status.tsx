'use client';

import { providerOf } from '@/lib/connection/providers/providers';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { CardContent } from '../ui/card';
import { cn } from '../ui/cn';
import { Time } from '../ui/time';
import { toast } from '../ui/toaster';
import { EditKey } from './edit-key';
import { untilText } from './key-expiry';
import { KeyFacts } from './key-facts';
import { type Configuration, endRotation } from './use-configuration';

type Running = NonNullable<Configuration['rotation']>;

/** A rotation that is under way: whether the new key was used, and the two ways to end it. */
export function RotationStatus({
  configuration,
  rotation,
}: {
  configuration: Configuration;
  rotation: Running;
}) {
  const used = rotation.key.lastUsedAt;
  const { name } = providerOf(configuration.provider);
  return (
    <CardContent className="space-y-5 border-b bg-accent-soft/40">
      <div className="flex items-start gap-3">
        <span
          aria-hidden
          className={cn('mt-1.5 size-3 shrink-0 rounded-full', used ? 'bg-accent' : 'bg-warn')}
        />
        <div role="status" className="min-w-0 space-y-1">
          <p className="font-medium">
            {used ? 'The new key is in use' : `Waiting for the first use of the new key by ${name}`}
          </p>
          <p className="text-sm text-ink-soft">
            {used
              ? 'The old key is not needed any more. End it.'
              : `Enter the new key in ${name} and test the connection there. Until the old key ends, both work.`}
          </p>
          <Retirement rotation={rotation} />
        </div>
      </div>
      <KeyFacts name="New API key" apiKey={rotation.key} />
      <div className="flex flex-wrap gap-2">
        <EndKey ends="old" configuration={configuration} used={used !== null} />
        <EndKey ends="new" configuration={configuration} used={used !== null} />
        <EditKey apiKey={rotation.key} label="Edit the new API key" />
      </div>
    </CardContent>
  );
}

function Retirement({ rotation: { retiresAt } }: { rotation: Running }) {
  return (
    <p className="text-sm text-ink-soft">
      {retiresAt ? (
        <>
          The old key ends by itself {untilText(retiresAt, Date.now())}, on <Time at={retiresAt} />.
        </>
      ) : (
        'The old key ends when you say so.'
      )}
    </p>
  );
}

interface EndKeyProps {
  ends: 'old' | 'new';
  configuration: Configuration;
  /** Whether the new key was used. */
  used: boolean;
}

/** Ends one of the two keys, after saying what that does. */
function EndKey({ ends, configuration: { key, rotation, provider }, used }: EndKeyProps) {
  const { name } = providerOf(provider);
  const label = ends === 'old' ? 'End the old key' : 'Withdraw the new key';
  const ending = ends === 'old' ? key : rotation?.key;
  const risky = ends === 'old' ? !used : used;
  const texts = {
    old: used
      ? `${name.charAt(0).toUpperCase()}${name.slice(1)} uses the new key. The old one fails with the next request.`
      : `The new key has not been used yet. The old one fails with the next request, and nothing syncs until the new one is entered in ${name}.`,
    new: used
      ? `${name.charAt(0).toUpperCase()}${name.slice(1)} uses the new key. It fails with the next request, and nothing syncs until the old one is entered again.`
      : 'The new key fails with the next request, and the old one stays in force.',
  };

  return (
    <Confirmation
      trigger={<Button variant={ends === 'old' && used ? 'primary' : 'secondary'}>{label}</Button>}
      title={`${label}?`}
      description={
        <p>
          {texts[ends]} The {ends} key is the one that ends in{' '}
          <code className="font-mono text-ink">{ending?.lastFour}</code>.
        </p>
      }
      action={label}
      variant={risky ? 'danger' : 'primary'}
      carryOut={() => endRotation(ends)}
      onDone={() => toast.success(ends === 'old' ? 'The old key has ended.' : 'The new key is withdrawn.')}
      movesFocus={{ to: 'api-key-title' }}
    />
  );
}
