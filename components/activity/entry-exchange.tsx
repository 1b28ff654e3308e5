import type { EntryPage } from '@/lib/connection';
import type { Json } from '../query/json';
import { Card } from '../ui/card';
import { BodyView } from './body-view';

/** What the identity provider sent and was answered; where it is not kept, why. */
export function EntryExchange({ page: { entry, exchange } }: { page: Json<EntryPage> }) {
  if (!exchange)
    return (
      <Card className="px-5 py-4 text-ink-soft sm:px-6">
        {entry.requestId === null
          ? 'No request is on record for this entry.'
          : 'The request and the answer are no longer kept. What happened stays on record.'}
      </Card>
    );
  const { method, path, status, request, answer } = exchange;
  return (
    <div className="grid min-w-0 gap-4">
      <BodyView title="Request" head={`${method} ${path}`} body={request} none="It had no body." />
      <BodyView
        title="Answer"
        head={`Status ${status}`}
        body={answer}
        none={status === 204 ? 'It had no body.' : 'It had no body, or was too long to keep.'}
      />
    </div>
  );
}
