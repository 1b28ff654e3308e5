import { Forbidden } from '@/components/shell/forbidden';

export default function ActivityForbidden() {
  return <Forbidden permission="activity.view" />;
}
