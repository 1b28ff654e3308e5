import { Forbidden } from '@/components/shell/forbidden';

export default function AuditForbidden() {
  return <Forbidden permission="activity.view" />;
}
