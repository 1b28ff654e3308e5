import { type Credentials, connect, isProviderId, providers, remove, rotate } from '../../lib/connection';
import { type Answer, type Command, type Option, operator, text, UsageError, type Values } from './command';
import { tenantNamed } from './tenant-named';

async function change(values: Values) {
  const { id } = await tenantNamed(text(values, 'tenant'));
  return { tenantId: id, actor: operator };
}

function credentials({ scimUri, apiKey }: Credentials): Answer {
  return {
    json: { scimUri, apiKey },
    text: `SCIM URI  ${scimUri}\nAPI key   ${apiKey}\n\nThe API key is shown this once. Keep it safe.`,
  };
}

async function connectProvider(values: Values): Promise<Answer> {
  const provider = text(values, 'provider');
  if (!isProviderId(provider))
    throw new UsageError(
      `--provider is one of ${providers.map(({ id }) => id).join(', ')}, not "${provider}".`,
    );
  return credentials(await connect({ ...(await change(values)), provider }));
}

async function deleteConfiguration(values: Values): Promise<Answer> {
  const fate = values.users ?? 'keep';
  if (fate !== 'keep' && fate !== 'deactivate')
    throw new UsageError(`--users is keep or deactivate, not "${fate}".`);
  const { users } = await remove({ ...(await change(values)), users: fate });
  const outcome = fate === 'keep' ? 'stay as they are' : 'were deactivated';
  return {
    json: { deleted: true, users, usersWere: fate === 'keep' ? 'kept' : 'deactivated' },
    text: `Deleted the SCIM configuration; its API key fails from now on. ${users} provisioned users ${outcome}.`,
  };
}

const tenant: Option = { type: 'string', required: true, value: 'acme', about: "The tenant's slug." };

/** What the operator does with a tenant's SCIM configuration. */
export const scimCommands: Readonly<Record<string, Command>> = {
  'scim connect': {
    about: 'Connect an identity provider: prints the SCIM URI and the API key.',
    options: {
      tenant,
      provider: {
        type: 'string',
        required: true,
        value: providers.map(({ id }) => id).join('|'),
        about: 'Which identity provider it is.',
      },
    },
    run: connectProvider,
  },
  'scim rotate': {
    about: 'Replace the API key; the old one fails with the next request.',
    options: { tenant },
    run: async (values) => credentials(await rotate(await change(values))),
  },
  'scim delete': {
    about: 'Delete the SCIM configuration. First disable and remove all users in the identity provider.',
    options: {
      tenant,
      users: {
        type: 'string',
        value: 'keep|deactivate',
        about: 'What happens to the users it provisioned. They stay (keep) unless you say deactivate.',
      },
    },
    run: deleteConfiguration,
  },
};
