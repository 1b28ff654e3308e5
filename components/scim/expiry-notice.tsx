'use client';

import { providerOf } from '@/lib/connection/providers/providers';
import { Alert } from '../ui/alert';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { type ExpiryStage, expiryStage, untilText } from './key-expiry';
import type { Configuration } from './use-configuration';

const tones = { expired: 'danger', 1: 'danger', 7: 'warning', 30: 'info' } as const satisfies Record<
  NonNullable<ExpiryStage>,
  string
>;

/** Says that the key in force expires soon, or has, and what to do; nothing while there is time. */
export function ExpiryNotice({
  configuration: { key, provider, rotation },
}: {
  configuration: Configuration;
}) {
  const stage = key.expired ? 'expired' : expiryStage(key.expiresAt, Date.now());
  if (stage === null || key.expiresAt === null) return null;
  // It ends for the new key before it expires.
  if (rotation?.retiresAt && rotation.retiresAt < key.expiresAt) return null;
  const { name } = providerOf(provider);
  const over = stage === 'expired';
  const title = over
    ? 'The API key has expired'
    : `The API key expires ${untilText(key.expiresAt, Date.now())}`;
  return (
    <Alert tone={tones[stage]} title={title} className="mb-8">
      {over ? (
        <>
          Since <Time at={key.expiresAt} /> every request of {name} is refused, and nothing syncs.{' '}
        </>
      ) : (
        <>
          On <Time at={key.expiresAt} /> {name} is refused, and nothing syncs any more.{' '}
        </>
      )}
      {rotation ? 'A new key waits already: enter it there. ' : 'Rotate it, or give it a later expiry. '}
      <TextLink href="#api-key" className="text-current">
        See the API key
      </TextLink>
    </Alert>
  );
}
