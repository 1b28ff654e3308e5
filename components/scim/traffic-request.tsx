import { requestAdvice } from '@/lib/connection/advice/request-advice';
import { requestWords } from '@/lib/connection/advice/request-words';
import { Badge } from '../ui/badge';
import { cn } from '../ui/cn';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import type { Configuration } from './use-configuration';
import type { Traffic } from './use-traffic';

interface TrafficRequestProps {
  request: Traffic[number];
  /** Whether what went wrong is over: a later request got through. */
  isOver: boolean;
  /** Whether the same went wrong with the request above, which says what to do. */
  isRepeated: boolean;
  configuration: Configuration;
}

/** One request: what it means, how it was answered, and what to do where it failed. */
export function TrafficRequest(props: TrafficRequestProps) {
  const { request, configuration } = props;
  const { provider, rotation } = configuration;
  const { what } = requestWords(provider, request);
  return (
    <li className="space-y-1.5 px-5 py-3.5 sm:px-6">
      <div className="flex items-baseline justify-between gap-3">
        <p className="min-w-0 font-medium [overflow-wrap:anywhere]">{what}</p>
        <span className="shrink-0 text-xs text-ink-soft">
          <Time at={request.at} asAgo />
        </span>
      </div>
      <p className="flex items-center gap-2 text-xs text-ink-soft">
        <Badge tone={tone(request)}>{request.status}</Badge>
        <code
          className={cn('min-w-0 font-mono', request.problem ? 'break-all' : 'truncate')}
          title={`${request.method} ${request.path}`}
        >
          {request.method} {request.path}
        </code>
      </p>
      {rotation && request.lastFour ? (
        <p className="text-xs text-ink-soft">
          With the {request.lastFour === rotation.key.lastFour ? 'new' : 'old'} key, which ends in{' '}
          <code className="font-mono">{request.lastFour}</code>
        </p>
      ) : null}
      {request.problem ? <Problem {...props} /> : null}
    </li>
  );
}

function tone({ status, problem }: Traffic[number]) {
  if (problem) return 'danger';
  return status < 400 ? 'accent' : 'neutral';
}

function Problem({ request: { id, problem }, isOver, isRepeated, configuration }: TrafficRequestProps) {
  if (!problem) return null;
  const { provider, scimUri, key, rotation } = configuration;
  const { lastFour } = rotation?.key ?? key;
  const { why, fix, see } = requestAdvice(problem, { provider, scimUri, lastFour });
  if (isOver) return <p className="text-sm text-ink-soft">{why} That is over.</p>;
  if (isRepeated)
    return (
      <p className="text-sm text-ink-soft">
        {why} {see === 'activity' ? <SeeMore see={see} id={id} /> : null}
      </p>
    );
  return (
    <div className="space-y-1 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-text">
      <p className="font-semibold">{why}</p>
      <p className="[overflow-wrap:anywhere]">{fix}</p>
      {see ? <SeeMore see={see} id={id} className="text-warn-text" /> : null}
    </div>
  );
}

const places = { activity: 'See why in Activity', key: 'See the API key', breaker: 'See who is held' };
const anchors = { key: '#api-key', breaker: '#circuit-breaker' };

function SeeMore({ see, id, className }: { see: keyof typeof places; id: string; className?: string }) {
  return (
    <TextLink
      href={see === 'activity' ? `/settings/activity?search=${id}` : anchors[see]}
      className={className}
    >
      {places[see]}
    </TextLink>
  );
}
