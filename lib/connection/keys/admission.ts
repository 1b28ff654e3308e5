import { type Sql, type Statement, sql } from '../../database';
import { hashApiKey, parseApiKey } from './api-key';
import { authenticate, type Connection, keyConditions } from './authenticate';
import { noteKeyUsed, type Sender } from './last-used';

/** The key turned out to be no longer what was remembered of it. Nothing was done in its name. */
export class StaleAdmission extends Error {
  override name = 'StaleAdmission';
}

/** How many keys are remembered; beyond it the oldest are forgotten, and cost a look-up. */
const rememberedKeys = 10_000;

/** What keys opened when they were last looked up, by hash. No more than a guess: each request has it confirmed. */
const remembered = new Map<string, Connection>();

function remember(hash: Buffer, connection: Connection): void {
  remembered.set(hash.toString('latin1'), connection);
  const [oldest] = remembered.keys();
  if (remembered.size > rememberedKeys && oldest !== undefined) remembered.delete(oldest);
}

// Its second parameter is the provider as remembered, a blank, and the address that the request came from.
const provider = "split_part($2, ' ', 1)";
const address = "NULLIF(split_part($2, ' ', 2), '')::inet";

// The key's id finds it, before anything else is asked of it: OFFSET 0 keeps it so in every plan.
const caller = `caller AS MATERIALIZED (SELECT k.tenant_id, k.configuration_id,
    COALESCE(c.guarded_from <= now(), FALSE) AS guarded, c.holding
    FROM (SELECT * FROM api_keys WHERE id = $1 OFFSET 0) k JOIN configurations c ON c.id = k.configuration_id
    WHERE k.revoked_at IS NULL AND c.provider = ${provider} AND c.deleted_at IS NULL
      AND ${keyConditions.inTime} AND ${keyConditions.fromAllowed(address)})`;

/**
 * One request's leave to act for a tenant. Whose key it is may be remembered from an earlier request; that it still
 * is live, and may be used from where it was, the database says to each request: in the statement that does the work,
 * or in one of its own. So a key that was rotated, has expired or may be used from elsewhere only fails with the next
 * request on every server.
 */
export class Admission {
  /**
   * The head of a statement that has the check in it: `caller` is one row (tenant_id, configuration_id, whether
   * the circuit breaker watches: `guarded`, and whether it is `holding` changes) while the key is live and the configuration as
   * remembered, and none after. Its parameters, `values`, come first.
   */
  readonly caller = caller;

  private constructor(
    private readonly hash: Buffer,
    private readonly sender: Sender,
    readonly connection: Connection,
    private confirmed: boolean,
  ) {}

  /** The admission of who sent this key, as far as it is remembered: live when it was last looked up. */
  static remembered(key: string, sender: Sender): Admission | undefined {
    const hash = hashApiKey(key);
    const known = remembered.get(hash.toString('latin1'));
    return known && new Admission(hash, sender, known, false);
  }

  /**
   * The admission of who sent this key; undefined for one that was never given out. Look at `connection.live`.
   * @param before may throw; it is called where the database is to be asked
   */
  static async lookUp(key: string, sender: Sender, before: () => void): Promise<Admission | undefined> {
    if (!parseApiKey(key)) return undefined;
    before();
    const hash = hashApiKey(key);
    const connection = await authenticate(hash, sender.address);
    if (!connection) return undefined;
    if (connection.live) remember(hash, connection);
    else if (connection.refusal !== 'elsewhere') remembered.delete(hash.toString('latin1'));
    return new Admission(hash, sender, connection, true).noted();
  }

  /** The values of the parameters of `caller`. */
  get values(): readonly [string, string] {
    return [this.connection.keyId, `${this.connection.provider} ${this.sender.address ?? ''}`];
  }

  /**
   * Runs a statement that begins with `caller` and gives at least one row while the key is live.
   * @throws StaleAdmission where it gives none
   */
  async rows<Row>(statement: Statement, on: Sql = sql): Promise<Row[]> {
    const rows = await on.rows<Row>(statement);
    if (rows.length === 0) throw new StaleAdmission();
    this.confirmed = true;
    this.noted();
    return rows;
  }

  /** Has the key checked, where no statement of this request did so yet. @throws StaleAdmission */
  async confirm(): Promise<void> {
    if (this.confirmed) return;
    const now = await authenticate(this.hash, this.sender.address);
    const { provider, strictDiscovery } = this.connection;
    if (!now?.live || now.provider !== provider || now.strictDiscovery !== strictDiscovery)
      throw new StaleAdmission();
    this.confirmed = true;
    this.noted();
  }

  /** The same leave for the next piece of work, which has it confirmed again. */
  again(): Admission {
    return new Admission(this.hash, this.sender, this.connection, false);
  }

  private noted(): this {
    if (this.connection.live) noteKeyUsed(this.connection.keyId, new Date(), this.sender);
    return this;
  }
}
