// A client that writes, one request at a time, and remembers what the service acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Hang } from './client.mjs';
import { Entry, steps } from './ledger.mjs';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

const userBody = (userName, more) => ({ schemas: [userUrn], userName, externalId: userName, ...more });
const patchBody = (operation) => ({ schemas: [patchUrn], Operations: [operation] });
const memberBody = (value) => patchBody({ op: 'add', path: 'members', value: [{ value }] });

/** How many of its users a writer goes back to: the last ones. */
const remembered = 60;

export class Writer {
  /** @type {Entry[]} */
  entries = [];
  /** @type {string[]} what must not be */
  violations = [];
  counts = { acknowledged: 0, inDoubt: 0, refused: 0 };
  #client;
  #random;
  #name;
  #groups;
  #made = 0;

  /**
   * @param {{ name: string, credentials: { scimUri: string, apiKey: string }, random: import('./random.mjs').Random,
   *   groups: readonly string[] }} settings
   */
  constructor({ name, credentials, random, groups }) {
    this.#name = name;
    this.#client = new Client(credentials);
    this.#random = random;
    this.#groups = groups;
  }

  /** Writes until `signal` says to stop; settles when the last request has been answered, or broke. */
  async write(signal) {
    let failures = 0;
    while (!signal.aborted) {
      const before = this.counts.acknowledged;
      // Some writes meet a service that is away; with more, nothing but doubt would be left.
      if (failures < 3) await this.#one();
      else if (await this.#isThere()) failures = -1;
      failures = this.counts.acknowledged > before ? 0 : failures + 1;
      if (failures > 0) await sleep(100);
    }
  }

  async #isThere() {
    return (await this.#answer('GET /ServiceProviderConfig'))?.status === 200;
  }

  async #one() {
    const known = this.entries.slice(-remembered).filter(({ inDoubt }) => !inDoubt);
    const here = known.filter(({ state }) => state.exists);
    const dice = this.#random.next();
    if (here.length < 5 || dice < 0.25) return this.#create(this.#newEntry());
    if (dice < 0.3) return this.#bulk(this.#random.one(here));
    const gone = known.filter(({ state, id }) => !state.exists && id !== undefined);
    if (dice < 0.34 && gone.length > 0) return this.#create(this.#random.one(gone));
    return this.#change(this.#random.one(here), this.#random.next());
  }

  #newEntry() {
    this.#made += 1;
    const entry = new Entry(`${this.#name}-${this.#made}`);
    this.entries.push(entry);
    return entry;
  }

  #title() {
    return `title ${this.#random.whole(0, 2 ** 31)}`;
  }

  async #create(entry) {
    const title = this.#title();
    const known = entry.id;
    const answer = await this.#send(
      entry,
      steps.create(title),
      'POST /Users',
      userBody(entry.userName, { title }),
    );
    if (!answer) return;
    entry.id = answer.body.id;
    if (known !== undefined && known !== entry.id)
      this.violations.push(`${entry.userName} came back under another id.`);
  }

  #change(entry, dice) {
    const { id, state, userName } = entry;
    const title = this.#title();
    const role = this.#random.whole(0, this.#groups.length - 1);
    const group = `PATCH /Groups/${this.#groups[role]}`;
    if (dice < 0.3) {
      const body = patchBody({ op: 'replace', path: 'title', value: title });
      return this.#send(entry, steps.change({ title }), `PATCH /Users/${id}`, body);
    }
    if (dice < 0.45) {
      const body = patchBody({ op: 'replace', path: 'active', value: !state.active });
      return this.#send(entry, steps.change({ active: !state.active }), `PATCH /Users/${id}`, body);
    }
    if (dice < 0.65) {
      const body = userBody(userName, { title, active: state.active });
      return this.#send(entry, steps.change({ title }), `PUT /Users/${id}`, body);
    }
    if (dice < 0.75) return this.#send(entry, steps.remove, `DELETE /Users/${id}`);
    if (!state.roles.includes(role)) return this.#send(entry, steps.join(role), group, memberBody(id));
    const body = patchBody({ op: 'remove', path: `members[value eq "${id}"]` });
    return this.#send(entry, steps.leave(role), group, body);
  }

  /** Sends one write, and notes what became of it. */
  async #send(entry, step, line, body) {
    const answer = await this.#answer(line, body);
    if (!answer) return void this.#doubt(entry, step);
    if (answer.status === 429) return void (await sleep(1000));
    if (answer.status >= 300) {
      this.violations.push(`${line} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return void entry.doubt(step);
    }
    this.#acknowledge(entry, step);
    const version = /"(\d+)/.exec(answer.headers.etag ?? '')?.[1];
    if (version !== undefined && line.includes('/Users') && Number(version) !== entry.state.version)
      this.violations.push(`${line} gave version ${version} and not ${entry.state.version}.`);
    return answer;
  }

  /** The answer; undefined where none came, or one that says that the service was not available. */
  async #answer(line, body) {
    try {
      const answer = await this.#client.send(line, body);
      if (answer.status !== 503) return answer;
      this.counts.refused += 1;
      if (!Number(answer.headers['retry-after'])) this.violations.push(`${line}: 503 without Retry-After.`);
    } catch (error) {
      if (error instanceof Hang || error instanceof SyntaxError)
        this.violations.push(`${line}: ${error.message}`);
    }
    return undefined;
  }

  #acknowledge(entry, step) {
    entry.acknowledge(step);
    this.counts.acknowledged += 1;
  }

  #doubt(entry, step) {
    entry.doubt(step);
    this.counts.inDoubt += 1;
  }

  /** Three writes in one request: a user is changed, and another one made and put into a group. */
  async #bulk(changed) {
    const made = this.#newEntry();
    const [title, role] = [this.#title(), this.#random.whole(0, this.#groups.length - 1)];
    const writes = [
      { entry: changed, step: steps.change({ title }) },
      { entry: made, step: steps.create(title) },
      { entry: made, step: steps.join(role) },
    ];
    const Operations = [
      {
        method: 'PATCH',
        path: `/Users/${changed.id}`,
        data: patchBody({ op: 'replace', path: 'title', value: title }),
      },
      { method: 'POST', path: '/Users', bulkId: 'made', data: userBody(made.userName, { title }) },
      { method: 'PATCH', path: `/Groups/${this.#groups[role]}`, data: memberBody('bulkId:made') },
    ];
    const answer = await this.#answer('POST /Bulk', { schemas: [bulkUrn], Operations });
    const results = answer?.status === 200 ? answer.body.Operations : [];
    for (const [i, { entry, step }] of writes.entries()) this.#noteBulk(results[i], entry, step);
    const location = results[1]?.location;
    if (location) made.id = location.slice(location.lastIndexOf('/') + 1);
  }

  /** What became of one part of a bulk request: the first one that is in doubt leaves the rest of its user so, too. */
  #noteBulk(result, entry, step) {
    const { status = '503', response } = result ?? {};
    if (Number(status) < 300 && !entry.inDoubt) return this.#acknowledge(entry, step);
    this.#doubt(entry, step);
    // A user who may not have been made can't be put into a group.
    if (!['503', '409'].includes(status) && Number(status) >= 300)
      this.violations.push(`A bulk operation was answered ${status}: ${JSON.stringify(response)}`);
  }

  close() {
    this.#client.close();
  }
}
