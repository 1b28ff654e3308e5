import { keepManager, takesManager } from '../../access';
import { type Sql, type Statement, sql, transaction } from '../../database';
import type { Judgment } from '../breaker/circuit-breaker';
import { withdraw } from '../breaker/held-changes';
import type { Scope } from '../resources/scope';
import { shownName } from '../shown-name';
import { type UserRow, userDocument, writtenUser } from './user-resource';
import type { LoadedUser } from './user-statements';

/** What `work` gives; undefined where it would have taken access from who can manage the client, which the rule is for. */
export async function unlessManager<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (takesManager(error)) return undefined;
    throw error;
  }
}

/**
 * Runs a change on its own, or, where it can take the last manager from the client, under that rule: in a transaction
 * always, as nothing there can be tried twice. Undefined where the user became one who manages the client meanwhile.
 */
export function guarded<Result>(
  scope: Scope,
  manages: boolean,
  tx: Sql | undefined,
  change: (on: Sql) => Promise<Result>,
  first?: Statement,
): Promise<Result | undefined> {
  const keeping = async (on: Sql) => {
    if (first) await on.rows(first);
    return keepManager(on, scope.tenantId, () => change(on));
  };
  if (tx) return keeping(tx);
  return manages ? transaction(keeping) : unlessManager(() => change(sql));
}

/** A user that the circuit breaker did not let lose its access. */
export interface Held {
  readonly held: Judgment;
}

/** What a change of a user came to: the row, or nothing where somebody else changed it meanwhile, or a hold. */
export type Outcome<Row> = Row | Held | undefined;

/** The hold in what a statement gave that may have asked the circuit breaker. */
export function heldIn({ verdict = 'pass' }: Partial<Judgment>): Held | undefined {
  return verdict === 'pass' ? undefined : { held: { verdict } };
}

/** A user that the identity provider gave access, or left with it in so many words: nothing is held of it any more. */
export async function accepted(
  scope: Scope,
  row: UserRow & Pick<LoadedUser, 'holding'>,
  givesAccess: boolean,
): Promise<void> {
  if (!row.holding || !givesAccess) return;
  await withdraw(scope, row.id, shownName(writtenUser(userDocument(row), false)));
}
