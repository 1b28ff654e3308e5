import type { LatestRequest } from './latest-requests';

/** What an identity provider sent and was answered, as it went over the wire. What is written of it is masked. */
export interface NotedExchange {
  readonly keyId: string;
  readonly durationUs: number;
  readonly request?: string;
  readonly answer?: string;
}

/** A request of an identity provider that has been answered. */
export interface NotedRequest extends LatestRequest {
  readonly tenantId: string;
  readonly configurationId: string;
  /** Whether it changed something that activity tells of. */
  readonly changed: boolean;
  /** Whether it was refused, but for a look-up of what is not there; or failed. */
  readonly refused: boolean;
  /** Kept where it changed something, or was refused. */
  readonly exchange?: NotedExchange;
}

/** What one configuration asked in an hour, not yet written. */
export interface HourCount {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly hour: Date;
  requests: number;
  changes: number;
  refused: number;
}

/** A latest request of a tenant, not yet written. */
export type TenantRequest = LatestRequest & { readonly tenantId: string };

/** An exchange, not yet written. */
export type TenantExchange = TenantRequest & { readonly exchange: NotedExchange };
