'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
const queryKey = ['scim-configuration'];

/** The configuration, kept up to date: every 3 s while the key waits for its first request, else every 15 s. */
export function useConfiguration(initialData: Configuration | null) {
  return useQuery({
    queryKey,
    queryFn: () =>
      api<{ configuration: Configuration | null }>('GET', path).then((body) => body.configuration),
    initialData,
    refetchInterval: ({ state }) => {
      if (!state.data) return false;
      return state.data.key.lastUsedAt === null ? 3000 : 15_000;
    },
  });
}

function useChange<Input, Result>(change: (input: Input) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey }) });
}

/** Makes the configuration and its first key. */
export function useConnect() {
  return useChange((provider: ProviderId) => api<Credentials>('POST', path, { provider }));
}

/** Says that the configuration belongs to another identity provider. */
export function useChangeProvider() {
  return useChange((provider: ProviderId) => api<void>('PATCH', path, { provider }));
}

/** Replaces the key. */
export function useRotate() {
  return useChange(() => api<Credentials>('POST', `${path}/rotate`, {}));
}

/** Deletes the configuration; its users stay, or are deactivated. */
export function useRemove() {
  return useChange((users: 'keep' | 'deactivate') => api<{ users: number }>('DELETE', path, { users }));
}
