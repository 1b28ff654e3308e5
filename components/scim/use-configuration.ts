'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import type { ConfigurationView } from '@/lib/connection';
import type { ProviderId } from '@/lib/connection/providers/providers';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { tellProblem } from '../query/tell-problem';

/** The live configuration as the page has it; null when no identity provider is connected. */
export type Configuration = Json<ConfigurationView>;

/** What the server says once, when a key is made. It is kept nowhere but in the memory of this page. */
export interface Credentials {
  scimUri: string;
  apiKey: string;
}

/** The JSON route of the configuration; what belongs to it lies below. */
export const configurationPath = '/api/scim-configuration';

const path = configurationPath;

/** True while something is expected to come soon: the first use of a key, or the first people. */
export function isWaiting({ key, rotation, users }: Configuration): boolean {
  const unused = key.lastUsedAt === null || (rotation !== null && rotation.key.lastUsedAt === null);
  return unused || users.total.count === 0;
}

/** The configuration, kept up to date: every 3 s while something is expected, else every 15 s. */
export function useConfiguration(initialData: Configuration | null) {
  return useQuery({
    queryKey: [path],
    queryFn: () =>
      api<{ configuration: Configuration | null }>('GET', path).then((body) => body.configuration),
    initialData,
    refetchInterval: ({ state }) => {
      if (!state.data) return false;
      return isWaiting(state.data) ? 3000 : 15_000;
    },
  });
}

// What follows from a change is said to the hook, not to its `mutate`, which tells nobody once the component is gone: a
// key that was made is handed on whatever became of the button that asked for it. Nothing brings it back.

/** Makes the configuration and its first key. */
export function useConnect(onConnected: (provider: ProviderId, made: Credentials) => void) {
  return useMutation({
    // What holds a key is forgotten with the component that asked for it, not kept for five minutes.
    gcTime: 0,
    mutationFn: (provider: ProviderId) => api<Credentials>('POST', path, { provider }),
    onSuccess: (made, provider) => onConnected(provider, made),
  });
}

/** Says that the configuration belongs to another identity provider. */
export function useChangeProvider(onChanged: (provider: ProviderId) => void) {
  return useMutation({
    mutationFn: (provider: ProviderId) => api<void>('PATCH', path, { provider }),
    onSuccess: (_, provider) => onChanged(provider),
    onError: tellProblem,
  });
}

/** Sets whether discovery leaves out what strict clients refuse. */
export function useStrictDiscovery(onChanged: (strict: boolean) => void) {
  return useMutation({
    mutationFn: (strictDiscovery: boolean) => api<void>('PATCH', path, { strictDiscovery }),
    onSuccess: (_, strict) => onChanged(strict),
    onError: tellProblem,
  });
}

/** How a key is rotated: at once, or with confirmation, and then when the old one ends by itself, if ever. */
export interface Rotation {
  mode: 'now' | 'confirmed';
  retiresInHours: number | null;
  /** ISO 8601. */
  expiresAt: string | null;
}

/** Makes a new key, which replaces the one in force or waits beside it. */
export function rotate({ mode, expiresAt, retiresInHours }: Rotation): Promise<Credentials> {
  return mode === 'now'
    ? api('POST', `${path}/rotate`, { expiresAt })
    : api('POST', `${path}/rotation`, { expiresAt, retiresInHours });
}

/** Ends a rotation: the old key ends, or the new one is withdrawn. */
export function endRotation(ends: 'old' | 'new'): Promise<void> {
  return ends === 'old' ? api('POST', `${path}/rotation/finish`) : api('DELETE', `${path}/rotation`);
}

/** What of a key can be changed while it stays the same key. */
export interface KeyChange {
  name?: string | null;
  expiresAt?: string | null;
  allowedSources?: string[] | null;
}

/** Changes what is said of a key. */
export function changeKey(id: string, change: KeyChange): Promise<void> {
  return api('PATCH', `${path}/keys/${id}`, change);
}

/** What becomes of the users of a configuration that is deleted. */
export type Leavers = 'keep' | 'deactivate';

/** Deletes the configuration; its users, who are counted in the answer, stay or are deactivated. */
export function removeConfiguration(users: Leavers): Promise<{ users: number }> {
  return api('DELETE', path, { users });
}
