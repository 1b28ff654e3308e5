import {
  type BulkOperation,
  invalidSyntax,
  type JsonObject,
  readBulkRequest,
  references,
  resolved,
  ScimError,
  urns,
} from '../../scim';
import { answer, notAvailable } from '../messages/answer';
import { readBody } from '../messages/body';
import type { ScimAnswer, ScimRequest } from '../messages/exchange';

/** Carries out one request to a path below the base address; refusals are answers, too. */
export type Carry = (part: ScimRequest) => Promise<ScimAnswer>;

const collection = /^\/(Users|Groups)$/;
const resource = /^\/(Users|Groups)\/[^/?]+$/;

/** What a bulk request needs of the service. */
interface BulkWork {
  readonly carry: Carry;
  readonly told: (operation: Pick<BulkOperation, 'method' | 'path'>, error: ScimError) => Promise<void>;
}

/**
 * POST to /Bulk: many requests in one (RFC 7644 §3.7).
 * @param count counts that many requests more than the one that it is; throws where the client sends too many
 * @param told tells of an operation that was refused before it became a request
 */
export async function bulk(
  request: ScimRequest,
  base: string,
  { carry, count, told }: BulkWork & { readonly count: (more: number) => void },
): Promise<ScimAnswer> {
  const { operations, failOnErrors = Number.POSITIVE_INFINITY } = readBulkRequest(await readBody(request));
  count(operations.length - 1);
  const run = new BulkRun(operations, base, { carry, told });
  const results = await run.all(failOnErrors);
  // Where none was tried with success, the client sends the whole again, as it does any other request.
  if (run.lost && results.every(({ status }) => status === '503')) throw notAvailable();
  return answer(200, { schemas: [urns.bulkResponse], Operations: results });
}

/** One bulk request on its way: what has been done, and the ids that stand for bulkIds by now. */
class BulkRun {
  private readonly ids = new Map<string, string>();
  private readonly results = new Map<BulkOperation, JsonObject>();
  private readonly byBulkId: ReadonlyMap<string, BulkOperation>;
  private errors = 0;
  /** The database was lost: what is left would only wait for it. */
  lost = false;

  constructor(
    private readonly operations: readonly BulkOperation[],
    private readonly base: string,
    private readonly work: BulkWork,
  ) {
    const named = operations.filter(({ method }) => method === 'POST');
    this.byBulkId = new Map(named.map((operation) => [operation.bulkId ?? '', operation]));
  }

  /** The results so far, in the order of the operations; after `failOnErrors` errors nothing more is tried. */
  async all(failOnErrors: number): Promise<JsonObject[]> {
    for (const operation of this.operations) {
      if (this.errors >= failOnErrors) break;
      await this.run(operation, new Set(), failOnErrors);
    }
    return this.operations.flatMap((operation) => {
      const result = this.results.get(operation);
      return result ? [result] : [];
    });
  }

  /** Runs an operation behind those it refers to. `above` are the operations that wait for it. */
  private async run(
    operation: BulkOperation,
    above: ReadonlySet<BulkOperation>,
    bound: number,
  ): Promise<void> {
    if (this.results.has(operation) || this.errors >= bound) return;
    const waiting = new Set([...above, operation]);
    let circular = false;
    for (const id of references(operation)) {
      const other = this.byBulkId.get(id);
      if (other && waiting.has(other)) circular = true;
      else if (other) await this.run(other, waiting, bound);
    }
    if (this.results.has(operation) || this.errors >= bound) return;
    const missing = [...references(operation)].filter((id) => !this.ids.has(id));
    // What still waits in the circle may get an id; anything else will not.
    const [lost] =
      circular && operation.method === 'POST' ? missing.filter((id) => this.isLost(id)) : missing;
    if (lost === undefined) await this.send(operation, missing, bound);
    else await this.refuse(operation, lost);
  }

  /** True for a reference that nothing will put an id in the place of. */
  private isLost(id: string): boolean {
    const other = this.byBulkId.get(id);
    return !this.ids.has(id) && (!other || this.results.has(other));
  }

  private refuse(operation: BulkOperation, id: string, otherwise = ''): Promise<void> {
    const why = this.byBulkId.has(id) ? 'whose operation failed' : 'which no operation has';
    const detail = `The operation needs “bulkId:${id}”, ${why}.${otherwise}`;
    return this.fail(operation, new ScimError(409, undefined, detail));
  }

  private async fail(operation: BulkOperation, error: ScimError): Promise<void> {
    this.errors++;
    const { method, bulkId, path } = operation;
    // Of what a lost database keeps from being tried nothing could be recorded.
    if (!this.lost) await this.work.told(operation, error);
    this.results.set(operation, {
      method,
      ...(bulkId !== undefined && { bulkId }),
      ...(method !== 'POST' && { location: `${this.base}${path}` }),
      status: String(error.status),
      response: error.toJSON(),
    });
  }

  /** Of references in a circle, the first is made without those that are not there yet, and gets them by a PUT. */
  private async send(operation: BulkOperation, missing: readonly string[], bound: number): Promise<void> {
    const fault = this.lost ? notAvailable() : shapeFault(operation);
    if (fault) return this.fail(operation, fault);
    this.note(operation, await this.request(resolved(operation, this.ids)));
    const id = operation.bulkId === undefined ? undefined : this.ids.get(operation.bulkId);
    if (missing.length === 0 || id === undefined) return;
    for (const one of missing) {
      const other = this.byBulkId.get(one);
      if (other) await this.run(other, new Set(), bound);
    }
    const lost = missing.find((one) => !this.ids.has(one));
    if (lost !== undefined) return this.refuse(operation, lost, ' The resource was made without it.');
    const whole = resolved({ ...operation, method: 'PUT', path: `${operation.path}/${id}` }, this.ids);
    this.note(operation, await this.request(whole), '201');
  }

  private request({ method, path, version, data }: BulkOperation): Promise<ScimAnswer> {
    const [before = '', query = ''] = path.split(/\?(.*)/s);
    return this.work.carry({
      method,
      path: before,
      query,
      header: (name) => (name === 'if-match' ? version : undefined),
      bytes: async () => Buffer.from(JSON.stringify(data ?? null)),
    });
  }

  private note(operation: BulkOperation, answer: ScimAnswer, status?: string): void {
    const ok = answer.status < 300;
    this.lost ||= answer.lost === true;
    if (!ok) this.errors++;
    const { method, bulkId } = operation;
    const { Location, 'Content-Location': here = Location, ETag } = answer.headers;
    const id = here?.slice(here.lastIndexOf('/') + 1);
    if (ok && bulkId !== undefined && id !== undefined) this.ids.set(bulkId, id);
    const known =
      here ?? (method === 'POST' ? undefined : `${this.base}${resolved(operation, this.ids).path}`);
    this.results.set(operation, {
      method,
      ...(bulkId !== undefined && { bulkId }),
      ...(known !== undefined && { location: known }),
      ...(ETag !== undefined && { version: ETag }),
      status: ok ? (status ?? String(answer.status)) : String(answer.status),
      ...(!ok && typeof answer.body === 'string' && { response: JSON.parse(answer.body) }),
    });
  }
}

/** What is wrong with an operation before it is tried: a method that is not offered, or a path of another kind. */
function shapeFault({ method, path }: BulkOperation): ScimError | undefined {
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) {
    return invalidSyntax(`${method} can't be part of a bulk request; POST, PUT, PATCH and DELETE can.`);
  }
  const right = method === 'POST' ? collection : resource;
  if (right.test(path)) return undefined;
  const wanted = method === 'POST' ? '/Users or /Groups' : '/Users/… or /Groups/… with an id';
  return invalidSyntax(`The path of a ${method} must be ${wanted}, not "${path.slice(0, 80)}".`);
}
