import { v7 as uuid } from 'uuid';
import { expect, inject } from 'vitest';
import { connect, type ProviderId } from '../lib/connection';
import { sql } from '../lib/database';
import { createTenant } from '../lib/directory';
import { urns } from '../lib/scim';
import { handleScim } from '../lib/scim-api';
import { type Door, httpDoor } from './conversation';

const servers = (inject('servers')?.addresses ?? []).map(httpDoor);
let asked = 0;

/** The way into the SCIM service: the handler itself, or where servers run for the tests, each of them in turn. */
export const door: Door = (request) => {
  asked += 1;
  return (servers[asked % servers.length] ?? handleScim)(request);
};

/** What came back from the SCIM service. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape; what they find they assert.
  readonly body: any;
}

/** How a request differs from the usual one. */
export interface Sent {
  readonly headers?: Record<string, string>;
  /** The body as it goes over the wire, in the place of JSON. */
  readonly raw?: BodyInit;
}

/** A client of the SCIM service with the API key of one tenant. */
export interface ScimClient {
  readonly tenantId: string;
  readonly scimUri: string;
  readonly apiKey: string;
  send(request: string, body?: unknown, sent?: Sent): Promise<Answer>;
}

/** An API key as a client of the SCIM service. */
export function scimClient(
  tenantId: string,
  { scimUri, apiKey }: { scimUri: string; apiKey: string },
): ScimClient {
  const send = async (request: string, body?: unknown, { headers = {}, raw }: Sent = {}): Promise<Answer> => {
    const [method = '', path = ''] = request.split(/ (.*)/s);
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const type: Record<string, string> =
      payload === undefined ? {} : { 'Content-Type': 'application/scim+json' };
    const all = { Authorization: `Bearer ${apiKey}`, ...type, ...headers };
    const response = await door(new Request(scimUri + path, { method, headers: all, body: payload }));
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return { tenantId, scimUri, apiKey, send };
}

/** A new tenant with an identity provider connected to it. */
export async function connectedTenant(
  provider: ProviderId = 'okta',
): Promise<ScimClient & { readonly adminId: string }> {
  const name = `T${uuid()}`;
  const actor = { kind: 'operator' } as const;
  const { tenantId, adminId } = await createTenant({ name, adminEmail: `admin@${name}.test`, actor });
  return { ...scimClient(tenantId, await connect({ tenantId, provider, actor })), adminId };
}

/** Lets a tenant's identity provider send as many requests as it likes, for tests of many. */
export async function withoutLimit<Tenant extends { readonly tenantId: string }>(
  tenant: Tenant,
): Promise<Tenant> {
  await sql.rows({ text: 'UPDATE tenants SET request_rate = 0 WHERE id = $1', values: [tenant.tenantId] });
  return tenant;
}

/** The body of a User; `more` adds to it. */
export function user(userName: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, ...more };
}

/** The body of a Group. */
export function group(
  displayName: string,
  members: readonly string[] = [],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    members: members.map((value) => ({ value })),
    ...more,
  };
}

/** The body of a PATCH. */
export function patchOp(...Operations: readonly Record<string, unknown>[]): Record<string, unknown> {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
}

/** Makes a user or a group, and gives its resource. */
export async function made(client: ScimClient, body: Record<string, unknown>): Promise<Answer['body']> {
  const endpoint = 'displayName' in body && !('userName' in body) ? '/Groups' : '/Users';
  const answer = await client.send(`POST ${endpoint}`, body);
  if (answer.status !== 201) throw new Error(`POST ${endpoint}: ${answer.text}`);
  return answer.body;
}

/** The body of an Error (RFC 7644 §3.12), of this status and scimType and no other. */
export function errorBody(status: number, scimType?: string): Record<string, unknown> {
  return {
    schemas: [urns.error],
    status: String(status),
    ...(scimType && { scimType }),
    detail: expect.stringMatching(/\S/),
  };
}

/** The activity of a tenant, oldest first. */
export function activities(tenantId: string): Promise<
  {
    action: string;
    actor: string;
    actor_id: string | null;
    subject_id: string | null;
    subject_name: string | null;
    outcome: string;
    detail: Record<string, unknown>;
  }[]
> {
  return sql.rows({
    text: 'SELECT action, actor, actor_id, subject_id, subject_name, outcome, detail FROM activities WHERE tenant_id = $1 ORDER BY id',
    values: [tenantId],
  });
}
