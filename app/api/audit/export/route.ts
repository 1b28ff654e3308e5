import { z } from 'zod';
import { type AuditFormat, auditFormats, exportAudit } from '@/lib/audit';
import { type CurrentUser, jsonRoute, sessionUser } from '@/lib/auth';

const formats = Object.keys(auditFormats) as [AuditFormat, ...AuditFormat[]];
const query = z.object({ format: z.enum(formats, { error: `Choose one of ${formats.join(', ')}.` }) });

export const GET = jsonRoute({ permission: 'activity.view', query }, async ({ user, query: { format } }) => {
  const file = await exportAudit({
    tenant: { id: user.tenantId, name: user.tenantName },
    actor: { kind: 'user', id: user.id, name: user.name },
    format,
    mayGoOn: () => maySee(user),
  });
  return new Response(file, { headers: headersOf(user, format) });
});

/** A file takes a while: who loses access meanwhile gets no more of it. */
async function maySee({ sessionId }: CurrentUser): Promise<boolean> {
  return (await sessionUser(sessionId))?.permissions.has('activity.view') ?? false;
}

function headersOf({ tenantSlug }: CurrentUser, format: AuditFormat) {
  const { type, extension } = auditFormats[format];
  const day = new Date().toISOString().slice(0, 10);
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="audit-trail-${tenantSlug}-${day}.${extension}"`,
    'cache-control': 'no-store',
  };
}
