import type { Metadata } from 'next';
import { MessagePage } from '@/components/shell/message-page';

export const metadata: Metadata = { title: 'Nothing here' };

export default function NotFound() {
  return (
    <main className="px-4">
      <MessagePage title="There is nothing here">
        <p>The address may be mistyped, or what stood here was removed.</p>
      </MessagePage>
    </main>
  );
}
