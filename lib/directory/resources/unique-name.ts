import { sql, violatedIndex } from '../../database';
import { fold, uniqueness } from '../../scim';
import type { Scope } from './scope';

/** A name that two resources of a tenant can't share, and how a client is told that it is taken. */
interface NameRule {
  readonly index: string;
  readonly holder: string;
  readonly attribute: string;
  readonly byAnother: string;
  readonly byLocal: string;
}

const rules = {
  user: {
    index: 'users_user_name',
    holder: 'SELECT configuration_id IS NULL AS local FROM users WHERE tenant_id = $1 AND user_name_key = $2',
    attribute: 'userName',
    byAnother: 'another user of this client.',
    byLocal:
      'a local user of this client, whom no identity provider manages. An administrator can link the two in Client Settings > Users.',
  },
  role: {
    index: 'roles_name',
    holder: 'SELECT configuration_id IS NULL AS local FROM roles WHERE tenant_id = $1 AND name_key = $2',
    attribute: 'displayName',
    byAnother: 'another group of this client.',
    byLocal:
      'a local role of this client, which no identity provider manages. An administrator can rename that role in Client Settings > Roles.',
  },
} as const satisfies Record<string, NameRule>;

/**
 * Runs a change that gives a user or role the name `name()`. Put it around the whole change, so that no connection
 * is held while another one is asked for.
 * @throws ScimError uniqueness where another one has the name, saying whose it is
 */
export async function withUniqueName<Result>(
  { tenantId }: Scope,
  kind: keyof typeof rules,
  name: () => string,
  change: () => Promise<Result>,
): Promise<Result> {
  const { index, holder, attribute, byAnother, byLocal } = rules[kind];
  try {
    return await change();
  } catch (error) {
    if (violatedIndex(error) !== index) throw error;
    const [other] = await sql.rows<{ local: boolean }>({
      name: `${kind}-name-holder`,
      text: `${holder} AND deleted_at IS NULL`,
      values: [tenantId, fold(name())],
    });
    throw uniqueness(`The ${attribute} "${name()}" is taken by ${other?.local ? byLocal : byAnother}`);
  }
}
