'use client';

import { providerOf } from '@/lib/connection/providers';
import { cn } from '../ui/cn';
import { Time } from '../ui/time';
import type { Configuration } from './use-configuration';

/** Whether the identity provider has been heard with the key in force: waiting, or when last. */
export function ConnectionStatus({ configuration }: { configuration: Configuration }) {
  const { id, label } = providerOf(configuration.provider);
  const { lastUsedAt } = configuration.key;
  const name = id === 'other' ? 'your identity provider' : label;
  return (
    <div role="status" className="flex items-start gap-3">
      <span aria-hidden className="relative mt-1.5 flex size-3">
        {lastUsedAt ? null : (
          <span className="absolute inset-0 animate-ping rounded-full bg-warn opacity-60 motion-reduce:hidden" />
        )}
        <span className={cn('size-3 rounded-full', lastUsedAt ? 'bg-accent' : 'bg-warn')} />
      </span>
      <div>
        <p className="font-medium">
          {lastUsedAt ? `Connected to ${name}` : `Waiting for the first request from ${name}`}
        </p>
        <p className="text-sm text-ink-soft">
          {lastUsedAt ? (
            <>
              Last heard with this API key <Time at={lastUsedAt} asAgo />.
            </>
          ) : (
            'Enter the SCIM URI and the API key there and test the connection. This page notices by itself.'
          )}
        </p>
      </div>
    </div>
  );
}
