import { Forbidden } from '@/components/shell/forbidden';

export default function UsersForbidden() {
  return <Forbidden permission="users.view" />;
}
