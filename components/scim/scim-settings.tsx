'use client';

import { useState } from 'react';
import { BreakerSection } from '../breaker/breaker-section';
import { SyncHealth } from '../health/sync-health';
import { Section } from '../ui/section';
import { TextLink } from '../ui/text-link';
import { AttributeTable } from './attribute-table';
import { Compatibility } from './compatibility';
import { ConnectCard } from './connect-card';
import { ConnectionCard } from './connection-card';
import { DeleteConfiguration } from './delete-configuration';
import { Faq } from './faq';
import { NewKeyCard } from './new-key-card';
import { ProviderGuidance } from './provider-guidance';
import { type Configuration, type Credentials, useConfiguration } from './use-configuration';

interface ScimSettingsProps {
  initial: Configuration | null;
  clientName: string;
  /** Where support is asked for, where the operator offers it. */
  supportUrl?: string;
}

/** SCIM Settings: connecting an identity provider, or looking after the one that is connected. */
export function ScimSettings({ initial, clientName, supportUrl }: ScimSettingsProps) {
  const { data: configuration } = useConfiguration(initial);
  // The key lives here, in this page's memory, until it is let go. No query holds it; no reload brings it back.
  const [made, setMade] = useState<(Credentials & { provider: string }) | null>(null);

  return (
    <>
      {made ? (
        <NewKeyCard
          key={made.apiKey}
          provider={made.provider}
          credentials={made}
          onClose={() => setMade(null)}
        />
      ) : null}
      {configuration ? (
        <>
          <Section
            title="Connection"
            description="Where your identity provider reaches us, and the key with which it does."
          >
            <ConnectionCard
              configuration={configuration}
              withUri={made === null}
              onRotated={(credentials) => setMade({ ...credentials, provider: configuration.provider })}
            />
          </Section>
          <SyncHealth configuration={configuration} />
          <BreakerSection />
          <Section title="Set it up" description="What to do in your identity provider, step by step.">
            <ProviderGuidance provider={configuration.provider} />
          </Section>
        </>
      ) : (
        <Section
          title="Connect"
          description="Select your identity provider and save. You get a SCIM URI and an API key to enter there."
        >
          <ConnectCard onConnected={(provider, credentials) => setMade({ ...credentials, provider })} />
        </Section>
      )}
      <Section
        wide
        title="Attribute mappings"
        description="How attributes of your identity provider map to our platform. Names may vary slightly with your provider’s configuration."
      >
        <AttributeTable provider={configuration?.provider} />
      </Section>
      <Section
        title="Questions"
        description={
          <>
            What others asked.{supportUrl ? ' Something else? ' : null}
            {supportUrl ? <TextLink href={supportUrl}>Contact support</TextLink> : null}
          </>
        }
      >
        <Faq />
      </Section>
      {configuration ? (
        <Section
          title="Compatibility"
          description="For identity providers that take the standard very literally."
        >
          <Compatibility strict={configuration.strictDiscovery} />
        </Section>
      ) : null}
      {configuration ? (
        <Section
          title="Delete"
          description="Ends the connection. You decide what happens to the users who came through it."
        >
          <DeleteConfiguration
            configuration={configuration}
            clientName={clientName}
            onDeleted={() => {
              setMade(null);
              // What comes next, connecting, stands where the page begins.
              window.scrollTo({ top: 0 });
            }}
          />
        </Section>
      ) : null}
    </>
  );
}
