// Data that the server and the browser read: imports nothing but data.
import { entraGuide } from './guides/entra';
import type { Guide } from './guides/guide';
import { jumpcloudGuide } from './guides/jumpcloud';
import { oktaGuide } from './guides/okta';
import { otherGuide } from './guides/other';

export type { Copied, Guide, Milestone, Phase, Step } from './guides/guide';

/** An identity provider's name, as stored with a configuration. */
export type ProviderId = 'entra' | 'jumpcloud' | 'okta' | 'other';

/** What an administrator needs to know to connect one identity provider. */
export interface Provider extends Guide {
  readonly id: ProviderId;
  /** The name in the drop-down. */
  readonly label: string;
  /** The name within a sentence. */
  readonly name: string;
}

const other: Provider = { id: 'other', label: 'Other', name: 'your identity provider', ...otherGuide };

/** The identity providers, in the order of the drop-down. */
export const providers: readonly Provider[] = [
  { id: 'entra', label: 'Microsoft Entra ID', name: 'Microsoft Entra ID', ...entraGuide },
  { id: 'jumpcloud', label: 'JumpCloud', name: 'JumpCloud', ...jumpcloudGuide },
  { id: 'okta', label: 'Okta', name: 'Okta', ...oktaGuide },
  other,
];

/** The provider with that id; what no provider is called any more counts as “Other”. */
export function providerOf(id: string): Provider {
  return providers.find((provider) => provider.id === id) ?? other;
}

/** True where `text` names a provider. */
export function isProviderId(text: string): text is ProviderId {
  return providers.some((provider) => provider.id === text);
}
