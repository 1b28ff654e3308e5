'use client';

import type { ReactNode } from 'react';
import { countText } from '../ui/count';
import { Time } from '../ui/time';
import type { Charted } from './use-health';

const figures = new Intl.NumberFormat('en');

/** A share in words: never none where there were some. */
export function percent(ratio: number): string {
  if (ratio === 0) return '0\u00a0%';
  return ratio < 0.01 ? 'below 1\u00a0%' : `${Math.round(100 * ratio)}\u00a0%`;
}

function Fact({ name, more, children }: { name: string; more?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="font-medium">
        {children}
        {more ? <span className="block text-sm font-normal text-ink-soft">{more}</span> : null}
      </dd>
    </div>
  );
}

/** What is known of the connection, fact by fact. */
export function HealthFacts({ health }: { health: Charted['health'] }) {
  const { lastContact, lastChange, users, roles, requests, changes, refused, errorRatio } = health;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      <Fact name="Last contact">{lastContact ? <Time at={lastContact} asAgo /> : 'Never'}</Fact>
      <Fact name="Last change">{lastChange ? <Time at={lastChange} asAgo /> : 'None yet'}</Fact>
      <Fact name="Requests, 24 hours" more={`${figures.format(changes)} changed something`}>
        {figures.format(requests)}
      </Fact>
      <Fact name="Users provisioned" more={`${countText(users.active) || 'Some'} active`}>
        {countText(users.total)}
      </Fact>
      <Fact name="Roles provisioned">{figures.format(roles)}</Fact>
      <Fact name="Refused, 24 hours" more={requests === 0 ? undefined : `${percent(errorRatio)} of requests`}>
        {figures.format(refused)}
      </Fact>
    </dl>
  );
}
