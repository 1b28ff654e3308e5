'use client';

import { SyncHealth } from '../health/sync-health';
import { Section } from '../ui/section';
import { ExpiryNotice } from './expiry-notice';
import { KeyCard } from './key-card';
import { LiveTraffic } from './live-traffic';
import { progressOf } from './progress';
import { SetupGuide } from './setup-guide';
import { type Configuration, type Credentials, isWaiting } from './use-configuration';
import { type Traffic, useTraffic } from './use-traffic';

/** A key while it is shown. */
export interface ShownKey extends Credentials {
  provider: string;
  /** It waits beside the one in force. */
  waits: boolean;
}

interface ConnectedSettingsProps {
  configuration: Configuration;
  initialTraffic: Traffic;
  made: ShownKey | null;
  onMade: (made: ShownKey) => void;
  supportUrl?: string;
}

/** What there is to do and to see while an identity provider is connected: the way there, what comes in, and the key. */
export function ConnectedSettings(props: ConnectedSettingsProps) {
  const { configuration, initialTraffic, made, onMade, supportUrl } = props;
  const { provider } = configuration;
  const latest = useTraffic(initialTraffic, { waiting: isWaiting(configuration) });
  // What is remembered may be of a configuration that was deleted just now.
  const requests = latest.filter(({ at }) => at >= configuration.createdAt);
  return (
    <>
      <ExpiryNotice configuration={configuration} />
      <section className="border-t py-8">
        <div className="grid items-start gap-x-8 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)]">
          <div className="min-w-0 space-y-4">
            <h2 id="set-up" tabIndex={-1} className="text-lg outline-none">
              Set it up
            </h2>
            <SetupGuide
              configuration={configuration}
              progress={progressOf(configuration, requests)}
              apiKey={made?.apiKey ?? null}
              supportUrl={supportUrl}
            />
          </div>
          <div className="min-w-0 space-y-4 lg:sticky lg:top-6">
            <h2 className="text-lg">What comes in</h2>
            <LiveTraffic configuration={configuration} requests={requests} />
          </div>
        </div>
      </section>
      <SyncHealth configuration={configuration} />
      <div id="api-key" className="scroll-mt-6">
        <Section
          title="API key"
          id="api-key-title"
          description="Where your identity provider reaches us, and the key with which it does."
        >
          <KeyCard
            configuration={configuration}
            withUri={made === null}
            onRotated={(credentials, mode) =>
              onMade({ ...credentials, provider, waits: mode === 'confirmed' })
            }
          />
        </Section>
      </div>
    </>
  );
}
