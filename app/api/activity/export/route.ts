import { z } from 'zod';
import { type ExportFormat, exported, exportFormats, recordExport } from '@/lib/activity';
import { type CurrentUser, jsonRoute, sessionUser } from '@/lib/auth';
import { foundActivity, foundActivityFilters } from '@/lib/directory';

const formats = Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]];
const exportQuery = foundActivityFilters.extend({
  format: z.enum(formats, { error: `Choose one of ${formats.join(', ')}.` }),
});

export const GET = jsonRoute(
  { permission: 'activity.view', query: exportQuery },
  async ({ user, query: { format, ...query } }) => {
    await recordExport({
      tenant: { id: user.tenantId, name: user.tenantName },
      actor: { kind: 'user', id: user.id, name: user.name },
      what: 'activity',
      detail: { format, ...query },
    });
    const batches = foundActivity(user.tenantId, query, () => maySee(user));
    return new Response(exported(batches, format), { headers: headersOf(user, format) });
  },
);

/** A file takes a while: who loses access meanwhile gets no more of it. */
async function maySee({ sessionId }: CurrentUser): Promise<boolean> {
  return (await sessionUser(sessionId))?.permissions.has('activity.view') ?? false;
}

function headersOf({ tenantSlug }: CurrentUser, format: ExportFormat) {
  const { type, extension } = exportFormats[format];
  const day = new Date().toISOString().slice(0, 10);
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="activity-${tenantSlug}-${day}.${extension}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
