import { noteRequest } from '../../activity';
import { noteStrayKey } from '../../connection';
import type { Received, ScimAnswer } from '../messages/exchange';

/**
 * Notes what was asked and answered, for administrators who connect an identity provider or look for what it sent:
 * written a moment later, and never in the answer's way. A request of nobody's is noted nowhere.
 */
export function noteExchange(request: Received, answer: ScimAnswer, durationMs: number): void {
  const { report, method, path, query } = request;
  const { id, caller, problem, told } = report;
  const { status, body } = answer;
  const address = query === '' ? path : `${path}?${query}`;
  const userAgent = request.header('user-agent') ?? null;
  if (!caller) {
    // Where it failed here, the key was not looked at.
    const seen = { id, at: new Date(), method, path: address, status, userAgent };
    if (status < 500) noteStrayKey(request.header('authorization'), seen);
    return;
  }
  const kept = (told || problem !== undefined || report.noted) && !report.tooMany;
  noteRequest({
    id,
    at: new Date(),
    method,
    path: address,
    status,
    userAgent,
    tenantId: caller.tenantId,
    configurationId: caller.configurationId,
    lastFour: caller.lastFour,
    problem: problem ?? null,
    changed: told && status < 400,
    refused: problem !== undefined,
    exchange: kept
      ? {
          keyId: caller.keyId,
          durationUs: Math.round(durationMs * 1000),
          request: report.body && bodyText(report.body),
          answer: typeof body === 'string' ? body : undefined,
        }
      : undefined,
  });
}

function bodyText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}
