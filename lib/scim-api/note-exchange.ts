import { noteRequest } from '../activity';
import { noteStrayKey } from '../connection';
import type { Received, ScimAnswer } from './exchange';

/**
 * Notes what was asked and answered, for administrators who connect an identity provider or look for what it sent:
 * written a moment later, and never in the answer's way. A request of nobody's is noted nowhere.
 */
export function noteExchange(request: Received, answer: ScimAnswer, durationMs: number): void {
  const { report, method, path, query } = request;
  const { caller, problem, told } = report;
  const seen = {
    id: report.id,
    at: new Date(),
    method,
    path: query === '' ? path : `${path}?${query}`,
    status: answer.status,
    userAgent: request.header('user-agent') ?? null,
  };
  if (!caller) {
    // Where it failed here, the key was not looked at.
    if (answer.status < 500) noteStrayKey(request.header('authorization'), seen);
    return;
  }
  const { tenantId, configurationId, keyId, lastFour } = caller;
  const kept = (told || problem !== undefined || report.noted) && !report.tooMany;
  noteRequest({
    ...seen,
    tenantId,
    configurationId,
    lastFour,
    problem: problem ?? null,
    changed: told && answer.status < 400,
    refused: problem !== undefined,
    ...(kept && {
      exchange: {
        keyId,
        durationUs: Math.round(durationMs * 1000),
        request: report.body && bodyText(report.body),
        answer: typeof answer.body === 'string' ? answer.body : undefined,
      },
    }),
  });
}

function bodyText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}
