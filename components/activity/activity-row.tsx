import { Badge } from '../ui/badge';
import type { Item } from './days';
import { EntryIcon } from './entry-icon';
import { EntryTime } from './entry-time';
import { LinkedWords, type Readable } from './subject-link';

const kinds: Readonly<Record<Item['actor']['kind'], string>> = {
  'identity-provider': 'Identity provider',
  user: 'Person',
  operator: 'Operator',
  system: 'Muster',
};

/** What was answered, where that says more than that it was refused: “409 uniqueness”. */
function answerOf({ outcome, detail: { status, scimType } }: Item): string {
  if (outcome !== 'refused' || typeof status !== 'number') return 'Refused';
  return `Refused: ${[status, scimType].filter(Boolean).join(' ')}`;
}

interface ActivityRowProps {
  entry: Item;
  readable: Readable;
  /** The reader's time, once the page has woken. */
  now: number | undefined;
  /** No day stands above it. */
  dated?: boolean;
}

/** One entry: what happened, by what kind of actor, how it ended, and when. The whole row leads to its page. */
export function ActivityRow({ entry, readable, now, dated }: ActivityRowProps) {
  return (
    <div className="relative grid grid-cols-[2rem_minmax(0,1fr)] items-start gap-x-3.5 px-5 py-3 transition-colors hover:bg-sunken/60 sm:grid-cols-[2rem_minmax(0,1fr)_auto] sm:px-6">
      <EntryIcon entry={entry} />
      <div className="min-w-0 space-y-0.5 pt-1">
        <p className="[overflow-wrap:anywhere]">
          <LinkedWords entry={entry} readable={readable} />
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <span>{kinds[entry.actor.kind]}</span>
          {entry.outcome === 'refused' ? (
            <Badge tone="danger">{answerOf(entry)}</Badge>
          ) : (
            <span className="before:mr-2 before:content-['·']">Done</span>
          )}
        </p>
      </div>
      <span className="max-sm:col-start-2 sm:min-w-28 sm:pt-1 sm:text-right">
        <EntryTime entry={entry} now={now} dated={dated} />
      </span>
    </div>
  );
}
