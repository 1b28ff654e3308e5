'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import type { ConfigurationView } from '@/lib/connection';
import type { ProviderId } from '@/lib/connection/providers';
import { api } from '../query/api';
import type { Json } from '../query/json';

/** The live configuration as the page has it; null when no identity provider is connected. */
export type Configuration = Json<ConfigurationView>;

/** What the server says once, when a key is made. It is kept nowhere but in the memory of this page. */
export interface Credentials {
  scimUri: string;
  apiKey: string;
}

const path = '/api/scim-configuration';

/** The configuration, kept up to date: every 3 s while the key waits for its first request, else every 15 s. */
export function useConfiguration(initialData: Configuration | null) {
  return useQuery({
    queryKey: [path],
    queryFn: () =>
      api<{ configuration: Configuration | null }>('GET', path).then((body) => body.configuration),
    initialData,
    refetchInterval: ({ state }) => {
      if (!state.data) return false;
      return state.data.key.lastUsedAt === null ? 3000 : 15_000;
    },
  });
}

// What holds a key is forgotten with the component that asked for it, not kept for five minutes.
const forgotten = { gcTime: 0 };

// A key that was made is handed on whatever became of the button that asked for it: nothing brings it back.

/** Makes the configuration and its first key. */
export function useConnect(onConnected: (provider: ProviderId, made: Credentials) => void) {
  return useMutation({
    ...forgotten,
    mutationFn: (provider: ProviderId) => api<Credentials>('POST', path, { provider }),
    onSuccess: (made, provider) => onConnected(provider, made),
  });
}

/** Says that the configuration belongs to another identity provider. */
export function useChangeProvider() {
  return useMutation({ mutationFn: (provider: ProviderId) => api<void>('PATCH', path, { provider }) });
}

/** Sets whether discovery leaves out what strict clients refuse. */
export function useStrictDiscovery() {
  return useMutation({
    mutationFn: (strictDiscovery: boolean) => api<void>('PATCH', path, { strictDiscovery }),
  });
}

/** Replaces the key. */
export function useRotate(onRotated: (made: Credentials) => void) {
  return useMutation({
    ...forgotten,
    mutationFn: () => api<Credentials>('POST', `${path}/rotate`, {}),
    onSuccess: onRotated,
  });
}

/** Deletes the configuration; its users stay, or are deactivated. */
export function useRemove() {
  return useMutation({
    mutationFn: (users: 'keep' | 'deactivate') => api<{ users: number }>('DELETE', path, { users }),
  });
}
