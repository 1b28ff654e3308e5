'use client';

import { useEffect, useId, useState } from 'react';
import { cn } from '../ui/cn';
import { Disclosure } from '../ui/disclosure';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { type BarPart, bars, busiest, type HourFigures, total } from './bars';

const figures = new Intl.NumberFormat('en');

const kinds: readonly { kind: BarPart['kind']; label: string; fill: string; swatch: string }[] = [
  { kind: 'changed', label: 'Changed something', fill: 'fill-accent', swatch: 'bg-accent' },
  { kind: 'asked', label: 'Asked only', fill: 'fill-line-strong', swatch: 'bg-line-strong' },
  { kind: 'refused', label: 'Refused', fill: 'fill-danger', swatch: 'bg-danger' },
];

const fillOf = Object.fromEntries(kinds.map(({ kind, fill }) => [kind, fill]));

/** Names hours in the reader's own time zone; until the page has woken, in UTC. */
function useHourName(): (hour: string) => string {
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(awake ? {} : { timeZone: 'UTC' }),
  });
  return (hour) => format.format(new Date(hour));
}

const inWords = ({ requests, changes, refused }: HourFigures) =>
  `${figures.format(requests)} ${requests === 1 ? 'request' : 'requests'}, ${figures.format(changes)} of them changed something, ${figures.format(refused)} refused`;

function Bars({ hours, span }: { hours: readonly HourFigures[]; span: string }) {
  const id = useId();
  const hourName = useHourName();
  const all = {
    hour: '',
    requests: total(hours, 'requests'),
    changes: total(hours, 'changes'),
    refused: total(hours, 'refused'),
  };
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      viewBox={`0 0 ${hours.length} 100`}
      preserveAspectRatio="none"
      className="block h-32 w-full border-b border-line-strong"
    >
      <title id={`${id}-title`}>{`Requests and changes in each of the last ${span}`}</title>
      <desc id={`${id}-desc`}>{`In all ${inWords(all)}. The figures stand in the table below.`}</desc>
      {bars(hours).map((parts, i) => {
        const hour = hours[i];
        return hour ? (
          <g key={hour.hour} className="group">
            <rect x={i} y={0} width={1} height={100} className="fill-transparent group-hover:fill-sunken" />
            {parts.map(({ kind, from, height }) => (
              <rect
                key={kind}
                x={i + 0.12}
                y={100 - from - height}
                width={0.76}
                height={height}
                className={fillOf[kind]}
              />
            ))}
            <rect x={i} y={0} width={1} height={100} className="fill-transparent">
              <title>{`${hourName(hour.hour)}: ${inWords(hour)}`}</title>
            </rect>
          </g>
        ) : null;
      })}
    </svg>
  );
}

function Figures({ hours, span }: { hours: readonly HourFigures[]; span: string }) {
  const hourName = useHourName();
  const heard = hours.filter(({ requests }) => requests > 0).toReversed();
  return (
    <Disclosure summary={<span className="text-accent-text">Figures of each hour</span>} className="mt-3">
      <div className="mt-2 max-h-72 overflow-y-auto rounded-md border">
        <Table caption={`Requests in each of the last ${span}`}>
          <TableHead>
            <TableRow>
              <TableHeader>Hour</TableHeader>
              <TableHeader className="text-right">Requests</TableHeader>
              <TableHeader className="text-right">Changes</TableHeader>
              <TableHeader className="text-right">Refused</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {heard.map((each) => (
              <TableRow key={each.hour}>
                <TableHeader scope="row">{hourName(each.hour)}</TableHeader>
                <TableCell className="text-right">{figures.format(each.requests)}</TableCell>
                <TableCell className="text-right">{figures.format(each.changes)}</TableCell>
                <TableCell className="text-right">{figures.format(each.refused)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Disclosure>
  );
}

/** Requests and changes per hour, as bars, and as a table for who reads rather than sees. */
export function HoursChart({
  hours,
  span,
  stale,
}: {
  hours: readonly HourFigures[];
  /** What the hours are, as in “24 hours”. */
  span: string;
  /** Other hours were asked for, and are on their way. */
  stale: boolean;
}) {
  const most = busiest(hours);
  if (most === 0)
    return (
      <p className="flex h-44 items-center justify-center rounded-md bg-sunken px-4 text-center text-sm text-ink-soft">
        No requests in the last {span}.
      </p>
    );
  return (
    <div className={cn('transition-opacity', stale && 'opacity-50')}>
      <p className="mb-1 text-xs text-ink-soft">{figures.format(most)} in the busiest hour</p>
      <Bars hours={hours} span={span} />
      <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-soft">
        <span>{span} ago</span>
        <span>now</span>
      </p>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        {kinds.map(({ kind, label, swatch }) => (
          <li key={kind} className="flex items-center gap-2">
            <span aria-hidden className={cn('size-2.5 rounded-xs', swatch)} />
            {label}
          </li>
        ))}
      </ul>
      <Figures hours={hours} span={span} />
    </div>
  );
}
