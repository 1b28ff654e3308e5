'use client';

import { useState } from 'react';
import { BreakerSection } from '../breaker/breaker-section';
import { focusSoon } from '../ui/focus-soon';
import { Section } from '../ui/section';
import { TextLink } from '../ui/text-link';
import { AttributeTable } from './attribute-table';
import { Compatibility } from './compatibility';
import { ConnectCard } from './connect-card';
import { ConnectedSettings, type ShownKey } from './connected-settings';
import { DeleteConfiguration } from './delete-configuration';
import { Faq } from './faq';
import { NewKeyCard } from './new-key-card';
import { type Configuration, useConfiguration } from './use-configuration';
import type { Traffic } from './use-traffic';

interface ScimSettingsProps {
  initial: Configuration | null;
  initialTraffic: Traffic;
  clientName: string;
  /** Where support is asked for, where the operator offers it. */
  supportUrl?: string;
}

/** SCIM Settings: connecting an identity provider, or looking after the one that is connected. */
export function ScimSettings({ initial, initialTraffic, clientName, supportUrl }: ScimSettingsProps) {
  const { data: configuration } = useConfiguration(initial);
  // The key lives here, in this page's memory, until it is let go. No query holds it; no reload brings it back.
  const [made, setMade] = useState<ShownKey | null>(null);

  function hideKey() {
    setMade(null);
    // It is what comes next.
    focusSoon('set-up');
  }

  function startAnew() {
    setMade(null);
    // To connect anew stands where the page begins.
    window.scrollTo({ top: 0 });
  }

  return (
    <>
      {made ? (
        <NewKeyCard
          key={made.apiKey}
          provider={made.provider}
          credentials={made}
          waits={made.waits}
          onClose={hideKey}
        />
      ) : null}
      {configuration ? (
        <>
          <ConnectedSettings
            configuration={configuration}
            initialTraffic={initialTraffic}
            made={made}
            onMade={setMade}
            supportUrl={supportUrl}
          />
          <BreakerSection />
        </>
      ) : (
        <Section
          id="connect"
          title="Connect"
          description="Select your identity provider and save. You get a SCIM URI and an API key to enter there."
        >
          <ConnectCard
            onConnected={(provider, credentials) => setMade({ ...credentials, provider, waits: false })}
          />
        </Section>
      )}
      <Section
        wide
        title="Attribute mappings"
        description="How attributes of your identity provider map to our platform. Names may vary slightly with your provider’s configuration."
      >
        <AttributeTable key={configuration?.provider} provider={configuration?.provider} />
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
          <DeleteConfiguration configuration={configuration} clientName={clientName} onDeleted={startAnew} />
        </Section>
      ) : null}
    </>
  );
}
