import type { ReactNode } from 'react';
import type { EntryPage } from '@/lib/connection';
import type { Json } from '../query/json';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { KeyEnd } from '../ui/key-end';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { pageOf, type Readable } from './subject-link';

/** The status that a refusal was answered with, which stays where the exchange does not. */
function statusIn({ detail: { status } }: Json<EntryPage>['entry']): number | null {
  return typeof status === 'number' ? status : null;
}

function duration(us: number): string {
  return us < 1000 ? 'less than 1 ms' : `${Math.round(us / 1000).toLocaleString('en')} ms`;
}

function Linked({ href, children }: { href: string | undefined; children: ReactNode }) {
  return href ? <TextLink href={href}>{children}</TextLink> : children;
}

function Key({
  exchange,
  usedKey,
}: {
  exchange: Json<EntryPage>['exchange'];
  usedKey: Json<EntryPage>['key'];
}) {
  if (!usedKey) return exchange ? 'Not known any more' : null;
  const { name, lastFour, revokedAt } = usedKey;
  return (
    <>
      {name ? `${name}, ` : null}
      <KeyEnd lastFour={lastFour} />
      {revokedAt ? (
        <span className="text-ink-soft">
          {' '}
          (ended <Time at={revokedAt} />)
        </span>
      ) : null}
    </>
  );
}

/** The facts of an entry: when, who, to whom, how it ended, and by which request. */
export function EntryFacts({ page, readable }: { page: Json<EntryPage>; readable: Readable }) {
  const { entry, exchange, key: usedKey } = page;
  const { actor, subject } = entry;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    ['When', <Time key="when" at={entry.at} seconds />],
    [
      'By',
      actor.name ? (
        <Linked
          key="by"
          href={actor.kind === 'user' ? pageOf({ kind: 'user', id: actor.id }, readable) : undefined}
        >
          {actor.name}
        </Linked>
      ) : null,
    ],
    [
      'About',
      subject.name ? (
        <Linked key="about" href={pageOf(subject, readable)}>
          {subject.name}
        </Linked>
      ) : null,
    ],
    [
      'Outcome',
      entry.outcome === 'refused' ? (
        <Badge key="outcome" tone="danger">
          Refused
        </Badge>
      ) : (
        'Done'
      ),
    ],
    ['Status', exchange?.status ?? statusIn(entry)],
    ['Took', exchange ? duration(exchange.durationUs) : null],
    ['API key', exchange ? <Key key="key" exchange={exchange} usedKey={usedKey} /> : null],
    ['Sent by', exchange?.userAgent ?? null],
    ['Request id', entry.requestId ? <Id key="request" id={entry.requestId} /> : null],
    ['Entry id', <Id key="entry" id={entry.id} />],
  ];
  return (
    <Card>
      <dl className="divide-y text-sm">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div
              key={label}
              className="grid grid-cols-[6rem_minmax(0,1fr)] gap-4 px-5 py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)] sm:px-6"
            >
              <dt className="text-ink-soft">{label}</dt>
              <dd className="[overflow-wrap:anywhere]">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  );
}

function Id({ id }: { id: string }) {
  return <code className="font-mono text-[0.8125rem] select-all">{id}</code>;
}
