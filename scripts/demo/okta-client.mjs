// A scripted client that provisions as Okta does: the same requests, headers and order, over real HTTP.
import { setTimeout as sleep } from 'node:timers/promises';

const urn = (name) => `urn:ietf:params:scim:${name}`;
const headers = {
  accept: 'application/scim+json',
  'user-agent': 'Okta SCIM Client 1.0.0',
};

/** @typedef {import('./company.mjs').Person} Person */
/** @typedef {{ status: number, body: any }} Answer */

export class OktaClient {
  /** @param {{ scimUri: string, apiKey: string }} connection */
  constructor({ scimUri, apiKey }) {
    this.scimUri = scimUri;
    this.apiKey = apiKey;
  }

  /**
   * Sends a request below the SCIM URI; one that came too early is sent again when the server says so.
   * @returns {Promise<Answer>}
   */
  async send(method, path, body) {
    const response = await fetch(this.scimUri + path, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${this.apiKey}`,
        ...(body && { 'content-type': 'application/scim+json; charset=utf-8' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === 429) {
      await sleep(Number(response.headers.get('retry-after')) * 1000);
      return this.send(method, path, body);
    }
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  /** Sends a request that has to succeed. */
  async ask(method, path, body) {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.detail}`);
    return answer.body;
  }

  /** What “Test Connector Configuration” sends. */
  async testConnection() {
    await this.ask('GET', '/Users?startIndex=1&count=2');
    await this.ask('GET', '/Groups?startIndex=1&count=100');
  }

  /** Somebody is assigned to the application. @param {Person} person @returns the id that Muster gave */
  async assign(person) {
    const filter = encodeURIComponent(`userName eq "${person.userName}"`);
    const { Resources: [known] = [] } = await this.ask(
      'GET',
      `/Users?filter=${filter}&startIndex=1&count=100`,
    );
    if (known) return (await this.ask('PUT', `/Users/${known.id}`, { ...profile(person), id: known.id })).id;
    return (await this.ask('POST', '/Users', profile(person))).id;
  }

  /** Somebody's profile changed. @param {string} id @param {Person} person */
  update(id, person) {
    return this.ask('PUT', `/Users/${id}`, { ...profile(person), id });
  }

  /** Somebody was unassigned or deactivated, or comes back. */
  setActive(id, active) {
    const Operations = [{ op: 'replace', value: { active } }];
    return this.ask('PATCH', `/Users/${id}`, { schemas: [urn('api:messages:2.0:PatchOp')], Operations });
  }

  /** A group is pushed for the first time. @param {string[]} ids its members */
  async push(displayName, ids) {
    const filter = encodeURIComponent(`displayName eq "${displayName}"`);
    await this.ask('GET', `/Groups?filter=${filter}&startIndex=1&count=100`);
    const group = await this.ask('POST', '/Groups', {
      schemas: [urn('schemas:core:2.0:Group')],
      displayName,
      members: [],
    });
    for (let i = 0; i < ids.length; i += 1000) await this.addMembers(group.id, ids.slice(i, i + 1000));
    return group.id;
  }

  /** @param {string[]} ids */
  addMembers(group, ids) {
    const value = ids.map((id) => ({ value: id }));
    return this.changeMembers(group, [{ op: 'add', path: 'members', value }]);
  }

  /** @param {string[]} ids */
  removeMembers(group, ids) {
    const operations = ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }));
    return this.changeMembers(group, operations);
  }

  changeMembers(group, Operations) {
    return this.ask('PATCH', `/Groups/${group}`, { schemas: [urn('api:messages:2.0:PatchOp')], Operations });
  }
}

/** The User resource that Okta makes of a profile. @param {Person} person */
function profile(person) {
  const { externalId, userName, givenName, familyName, title, department, mobile } = person;
  const { locality, region, country } = person;
  return {
    schemas: [urn('schemas:core:2.0:User'), urn('schemas:extension:enterprise:2.0:User')],
    externalId,
    userName,
    name: { givenName, familyName },
    emails: [{ primary: true, value: userName, type: 'work' }],
    phoneNumbers: [{ value: mobile, type: 'mobile' }],
    addresses: [{ type: 'work', locality, region, country }],
    title,
    [urn('schemas:extension:enterprise:2.0:User')]: { department },
    groups: [],
    active: true,
  };
}
