import { z } from 'zod';
import { networkProblem } from '../networks';
import { providers } from './providers/providers';

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

const latestExpiry = 10 * 365 * 86_400_000;

/** A time to come, as an RFC 3339 text, or null for none. */
const expiry = z.iso
  .datetime({ offset: true, error: 'Give a date and time such as 2027-01-31T23:59:59Z, or null.' })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() > Date.now(), 'Choose a time that is still to come.')
  .refine((at) => at.getTime() < Date.now() + latestExpiry, 'Choose a time within the next ten years.')
  .nullable();

/** The body that replaces a key at once: when the new one ends by itself, if ever. */
export const newKeyBody = z.strictObject({ expiresAt: expiry.optional() });

/** The body that starts a rotation with confirmation. */
export const rotationBody = z.strictObject({
  expiresAt: expiry.optional(),
  retiresInHours: z
    .int({ error: 'Give the hours until the old key ends as a whole number, or null.' })
    .min(1, 'Let the old key work for an hour at least, or rotate at once.')
    .max(24 * 90, 'Let the old key end within 90 days.')
    .nullable()
    .optional(),
});

const mostSources = 100;
const longestName = 60;

const sources = z
  .array(z.string({ error: 'Give the sources as a list of texts.' }).trim())
  .max(mostSources, `Allow at most ${mostSources} sources; larger blocks take fewer.`)
  .superRefine((texts, { addIssue }) => {
    const problem = texts.map(networkProblem).find((found) => found !== undefined);
    if (problem) addIssue({ code: 'custom', message: problem });
  });

/** The body that changes what is said of a key. */
export const keyBody = z
  .strictObject({
    name: z
      .string({ error: 'Give the name as a text, or null.' })
      .trim()
      .max(longestName, `Use at most ${longestName} characters.`)
      .refine((name) => !/\p{Cc}/u.test(name) && name.isWellFormed(), 'Use visible characters only.')
      .transform((name) => name || null)
      .nullable()
      .optional(),
    expiresAt: expiry.optional(),
    allowedSources: sources.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Say what to change: name, expiresAt or allowedSources.');
