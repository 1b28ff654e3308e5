import { z } from 'zod';
import { providers } from './providers';

const ids = providers.map((provider) => provider.id);

/** The body that connects an identity provider, or says that it is another one. */
export const providerBody = z.strictObject({
  provider: z.enum(ids, { error: `Choose one of ${ids.join(', ')}.` }),
});

/** The body that changes a configuration: whose it is, or what discovery shows to it. */
export const configurationBody = z
  .strictObject({
    provider: providerBody.shape.provider.optional(),
    strictDiscovery: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Say what to change: provider or strictDiscovery.');

/** What happens to the users when a configuration is deleted. */
export const removalBody = z.strictObject({
  users: z.enum(['keep', 'deactivate'], { error: 'Choose “keep” or “deactivate”.' }),
});
