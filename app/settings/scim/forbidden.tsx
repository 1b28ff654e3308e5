import { Forbidden } from '@/components/shell/forbidden';

export default function ScimForbidden() {
  return <Forbidden permission="scim.manage" />;
}
