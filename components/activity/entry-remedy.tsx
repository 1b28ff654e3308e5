import { remedyOf } from '@/lib/connection/advice/remedies';
import type { Refusal } from '@/lib/connection/advice/remedy';
import { providerOf } from '@/lib/connection/providers/providers';
import { Labelled } from '../scim/labelled';
import { Card } from '../ui/card';

interface EntryRemedyProps {
  refusal: Refusal;
  provider: Parameters<typeof remedyOf>[1];
}

/** Why a request was refused, in plain words, and what to do about it at the identity provider. */
export function EntryRemedy({ refusal, provider }: EntryRemedyProps) {
  const { title, meaning, fix } = remedyOf(refusal, provider);
  const { label, official } = providerOf(provider);
  return (
    <Card className="space-y-4 px-5 py-5 sm:px-6">
      <div className="space-y-1">
        <h3 className="text-lg">{title}</h3>
        <p>{meaning}</p>
      </div>
      <div className="space-y-1">
        <h4 className="text-sm font-semibold text-ink-soft">
          {provider === 'other' ? 'What to do' : `What to do at ${label}`}
        </h4>
        <p>
          <Labelled text={fix} />
        </p>
        {official ? (
          <p className="text-sm">
            <a
              href={official.url}
              target="_blank"
              rel="noreferrer"
              className="rounded-sm font-medium text-accent-text underline decoration-accent-text/40 underline-offset-4 hover:decoration-accent-text"
            >
              {official.text}
              <span className="sr-only"> (opens in a new window)</span>
            </a>
          </p>
        ) : null}
      </div>
      {refusal.detail ? (
        <div className="space-y-1">
          <h4 className="text-sm font-semibold text-ink-soft">What it was told</h4>
          <p className="text-ink-soft [overflow-wrap:anywhere]">{refusal.detail}</p>
        </div>
      ) : null}
    </Card>
  );
}
