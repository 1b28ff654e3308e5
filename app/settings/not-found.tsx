import { MessagePage } from '@/components/shell/message-page';

export default function SettingsNotFound() {
  return (
    <MessagePage title="There is nothing here">
      <title>Nothing here · Client Settings · Muster</title>
      <p>
        The address may be mistyped, or what stood here belongs to no user, role or entry of this client, or
        is no longer kept.
      </p>
    </MessagePage>
  );
}
