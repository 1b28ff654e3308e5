import { escapeHtml } from './message';

/** A paragraph of a mail's page. */
export function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
}

/** A button that opens `url`, and under it the address itself for readers that show no buttons. */
export function button(label: string, url: string): string {
  const style =
    'display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none';
  const link = escapeHtml(url);
  return `<p style="margin:0 0 16px"><a href="${link}" style="${style}">${escapeHtml(label)}</a></p><p style="margin:0 0 16px;word-break:break-all">${link}</p>`;
}

/** A mail's page around its parts. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff"><div style="max-width:560px">${body}</div></body></html>\n`;
}
