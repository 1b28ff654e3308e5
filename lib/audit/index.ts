export { type AuditCheck, checkAudit, notedHead } from './check';
export { type AuditFormat, auditFormats, exportAudit } from './export';
export { type AuditItem, type AuditPage, auditQuery, listAudit } from './list';
