import type { Permission } from '../../access';
import type { Actor } from '../../activity';

/** The person who reads or changes the directory: a signed-in user. Everything stays within their tenant. */
export interface Administrator {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** What the person may do, implied permissions included. */
  readonly permissions: ReadonlySet<Permission>;
}

/** The administrator as activity names who did it. */
export function actorOf({ id, name }: Administrator): Actor {
  return { kind: 'user', id, name };
}
