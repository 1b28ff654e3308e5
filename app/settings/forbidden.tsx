import { Forbidden } from '@/components/shell/forbidden';

export default function SettingsForbidden() {
  return <Forbidden />;
}
