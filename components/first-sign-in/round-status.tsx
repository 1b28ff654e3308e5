import type { MailRound } from '@/lib/auth';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { countText } from '../ui/count';
import { Time } from '../ui/time';
import { reached, roundWords } from './round-words';

const figures = new Intl.NumberFormat('en');

/** The last round of mails: how far it is, or what became of it. */
export function RoundStatus({ round }: { round: Json<MailRound> }) {
  if (round.endedAt === null) return <Running round={round} />;
  const fine = round.problem === null && round.failed === 0;
  return (
    <Alert
      tone={fine ? 'success' : 'warning'}
      className="mb-6"
      title={
        <>
          The mails that {round.by} asked for <Time at={round.createdAt} asAgo />
        </>
      }
    >
      {roundWords(round).join(' ')}
    </Alert>
  );
}

function Running({ round }: { round: Json<MailRound> }) {
  const done = reached(round);
  const share = round.total.more ? undefined : Math.min(done, round.total.count);
  return (
    <div className="mb-6 space-y-2 rounded-md border bg-sunken px-4 py-3 text-sm" role="status">
      <p className="font-semibold">Mails are being sent</p>
      <progress
        className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line indeterminate:animate-pulse [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        aria-label="Mails sent"
        max={round.total.count}
        value={share}
      />
      <p className="text-ink-soft">
        {figures.format(done)} of {countText(round.total)}. You can leave this page meanwhile.
      </p>
    </div>
  );
}
