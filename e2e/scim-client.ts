import type { Connection } from './operator';

/** What the server answered a SCIM request. */
export interface ScimAnswer {
  readonly status: number;
  // A SCIM message; the journeys read members of it that they just wrote.
  readonly body: {
    id?: string;
    totalResults?: number;
    Resources?: { id: string }[];
    detail?: string;
  } & Record<string, unknown>;
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** An identity provider, as the server sees one: a SCIM client with an API key. */
export class ScimClient {
  constructor(private readonly connection: Connection) {}

  /** Sends one request below the SCIM URI. */
  async send(method: string, path: string, body?: unknown): Promise<ScimAnswer> {
    const response = await fetch(this.connection.scimUri + path, {
      method,
      headers: {
        authorization: `Bearer ${this.connection.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  private async sendForId(path: string, body: unknown): Promise<string> {
    const answer = await this.send('POST', path, body);
    if (answer.status !== 201 || !answer.body.id)
      throw new Error(`POST ${path} answered ${answer.status}: ${answer.body.detail}`);
    return answer.body.id;
  }

  /** Creates a user with a work address and returns its id. */
  createUser(
    user: { userName: string; givenName?: string; familyName?: string } & Record<string, unknown>,
  ): Promise<string> {
    const { userName, givenName = 'Ada', familyName = 'Lovelace', ...more } = user;
    return this.sendForId('/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      externalId: `ext-${userName}`,
      name: { givenName, familyName },
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
      ...more,
    });
  }

  /** Creates users of these names, such as “Ada Lovelace”, and returns their ids. */
  async createPeople(...names: readonly string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const name of names) {
      const [givenName = '', familyName = ''] = name.split(' ');
      ids.push(
        await this.createUser({ userName: `${givenName.toLowerCase()}@acme.test`, givenName, familyName }),
      );
    }
    return ids;
  }

  /** Creates a group, which becomes a role, and returns its id. */
  createGroup(displayName: string, memberIds: readonly string[] = []): Promise<string> {
    return this.sendForId('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName,
      members: memberIds.map((value) => ({ value })),
    });
  }

  /** Applies PATCH operations to a resource such as `/Users/<id>`. */
  patch(
    path: string,
    ...Operations: readonly { op: string; path?: string; value?: unknown }[]
  ): Promise<ScimAnswer> {
    return this.send('PATCH', path, { schemas: [patchOp], Operations });
  }

  /** Deactivates or reactivates a user. */
  setActive(userId: string, active: boolean): Promise<ScimAnswer> {
    return this.patch(`/Users/${userId}`, { op: 'replace', path: 'active', value: active });
  }
}
