import { z } from 'zod';
import { providers } from './providers';

const ids = providers.map((provider) => provider.id);

/** The body that connects an identity provider, or says that it is another one. */
export const providerBody = z.strictObject({
  provider: z.enum(ids, { error: `Choose one of ${ids.join(', ')}.` }),
});

/** What happens to the users when a configuration is deleted. */
export const removalBody = z.strictObject({
  users: z.enum(['keep', 'deactivate'], { error: 'Choose “keep” or “deactivate”.' }),
});
