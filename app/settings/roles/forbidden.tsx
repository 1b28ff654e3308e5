import { Forbidden } from '@/components/shell/forbidden';

export default function RolesForbidden() {
  return <Forbidden permission="roles.view" />;
}
