import type { FirstSignInCounts, Stage } from '@/lib/auth';
import { countText, isOne } from '../ui/count';
import { SendMails } from './send-mails';
import type { PeopleFilters } from './use-first-sign-ins';

interface RoundButtonsProps {
  chosen: ReadonlySet<string>;
  filters: PeopleFilters & { stage: Stage | undefined };
  counts: FirstSignInCounts;
  linkDays: number;
  disabled: boolean;
  onStarted: () => void;
}

/** How many people a round to everybody who is listed would be for. */
function waiting({ stages }: FirstSignInCounts, stage: Stage | undefined) {
  if (stage) return stages[stage];
  const all = [stages.provisioned, stages.mailed, stages.opened];
  return { count: all.reduce((sum, { count }) => sum + count, 0), more: all.some(({ more }) => more) };
}

/** The mails to those who are chosen, and to everybody who waits. */
export function RoundButtons({ chosen, filters, counts, ...shared }: RoundButtonsProps) {
  const { stage, days, address } = filters;
  const everybody = waiting(counts, stage);
  return (
    <div className="flex flex-wrap gap-2">
      {chosen.size > 0 ? (
        <SendMails
          request={{ users: [...chosen] }}
          whom={chosen.size === 1 ? 'the chosen person' : `${chosen.size} chosen people`}
          primary
          {...shared}
        />
      ) : null}
      {everybody.count > 0 && address === undefined ? (
        <SendMails
          request={{ stage: stage ?? 'waiting', days: Number(days ?? 0) }}
          whom={isOne(everybody) ? 'the one who waits' : `all ${countText(everybody)} who wait`}
          primary={chosen.size === 0}
          {...shared}
        />
      ) : null}
    </div>
  );
}
