import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { withFiles } from './env-files';
import { networkProblem } from './networks';

const whole = (least: number, most: number) =>
  z
    .string()
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `must be a whole number from ${least} to ${most}`,
    );

/** Like `whole` from 1 on; 0 where it is `off`. */
const wholeOrOff = (most: number) =>
  z
    .string()
    .transform((text) => (text === 'off' ? 0 : Number(text) || Number.NaN))
    .refine(
      (value) => Number.isInteger(value) && value >= 0 && value <= most,
      `must be a whole number from 1 to ${most}, or off`,
    );

/** How many connections the embedded PostgreSQL has for the pools of all processes together. */
export const embeddedConnections = 320;

const usualPool = 16;

/** Says what a variable may be that is one of a few words. */
const oneOf = {
  error: ({ values = [] }: { readonly values?: readonly unknown[] }) => `must be one of ${values.join(', ')}`,
};

const notPublic = 'must be an http or https address such as https://muster.example.com, without a path';

/** Pages, mails and the SCIM URI put their own paths behind it, so it can have none. */
const publicAddress = z
  .string()
  .transform((value) => (URL.canParse(value) ? new URL(value) : undefined))
  .refine((url) => url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`, notPublic)
  .transform((url) => url?.origin ?? '');

/** How many proxies stand in front, or the networks that they are in. */
const proxies = z.string().transform((value, { addIssue }): number | readonly string[] => {
  const listed = value.split(',').map((part) => part.trim());
  const [only = ''] = listed;
  if (listed.length === 1 && /^\d+$/.test(only) && Number(only) <= 16) return Number(only);
  const problem = listed.map(networkProblem).find((found) => found !== undefined);
  if (problem === undefined) return listed;
  addIssue(`must be the number of proxies in front, up to 16, or their networks, with commas: ${problem}`);
  return z.NEVER;
});

const shape = {
  PORT: whole(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be an address of this machine such as 127.0.0.1, or a name of it')
    .optional(),
  MUSTER_URL: publicAddress.optional(),
  MUSTER_DATA_DIR: z.string().min(1).default('.data'),
  MUSTER_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  DATABASE_POOL: whole(2, 200).optional(),
  WEB_CONCURRENCY: whole(1, 64).default(1),
  TRUSTED_PROXIES: proxies.default(0),
  REQUEST_RATE: wholeOrOff(100_000).default(100),
  REQUEST_BURST: whole(1, 1_000_000).default(1000),
  ACTIVITY_RETENTION_DAYS: whole(30, 36_500).optional(),
  EXCHANGE_RETENTION_DAYS: whole(1, 36_500).default(30),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/[^\s/?#]/,
      'must be an address such as smtp://mail.example.com or smtps://mail.example.com',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n]*[^\s@<]+@[^\s@>]+[^\r\n]*$/,
      'must have an address such as Muster <no-reply@example.com>',
    )
    .default('Muster <no-reply@muster.invalid>'),
  SUPPORT_URL: z
    .url({
      protocol: /^(https?|mailto)$/,
      error: 'must be an address such as https://help.example.com or mailto:help@example.com',
    })
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], oneOf).default('info'),
  LOG_FORMAT: z.enum(['text', 'json'], oneOf).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}$/, 'must have at least 16 letters, digits or . _ ~ + / -')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address such as http://localhost:4318' })
    .optional(),
  NODE_ENV: z.enum(['development', 'production', 'test'], oneOf).default('production'),
};

/** The name of every variable that Muster reads. */
export const variableNames: readonly string[] = Object.keys(shape);

const variables = z
  .object(shape)
  .superRefine(({ DATABASE_URL, DATABASE_POOL = 0, WEB_CONCURRENCY }, { addIssue }) => {
    const most = Math.floor(embeddedConnections / WEB_CONCURRENCY);
    if (DATABASE_URL || DATABASE_POOL <= most) return;
    const message =
      `must be at most ${most}: the embedded PostgreSQL has ${embeddedConnections} connections for ` +
      `${WEB_CONCURRENCY} processes (WEB_CONCURRENCY)`;
    addIssue({ code: 'custom', path: ['DATABASE_POOL'], message });
  })
  .transform((value) => ({
    ...value,
    DATABASE_POOL:
      value.DATABASE_POOL ?? Math.min(usualPool, Math.floor(embeddedConnections / value.WEB_CONCURRENCY)),
    MUSTER_DATA_DIR: isAbsolute(value.MUSTER_DATA_DIR)
      ? value.MUSTER_DATA_DIR
      : resolve(value.MUSTER_DATA_DIR),
    MUSTER_URL: value.MUSTER_URL ?? `http://localhost:${value.PORT}`,
  }));

/** Muster's configuration: every environment variable it reads, checked and with its default. */
export type Env = z.output<typeof variables>;

/** Thrown at start when a variable is wrong; the message names each one and what to change. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Reads and checks the variables of `source`; an empty string counts as unset, and a secret may come in a file.
 * @throws EnvError
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const { variables: all, problems } = withFiles(source);
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const result = variables.safeParse(given);
  if (result.success && problems.length === 0) return result.data;
  const issues = result.error?.issues ?? [];
  const wrong = issues.map(({ path, message }) => ({ name: path.join('.'), message }));
  const lines = [...problems, ...wrong].map(({ name, message }) => `  ${name}: ${message}`);
  throw new EnvError(`These environment variables need a change:\n${lines.join('\n')}`);
}

let current: Env | undefined;

/** The process's configuration, read once, at first use. @throws EnvError */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
