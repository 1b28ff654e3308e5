'use client';

import { Minus, Plus } from 'lucide-react';
import { labelOf, type Permission } from '@/lib/access/permissions';
import type { AffectedPerson, Effect, RoleEffects } from '@/lib/directory';
import { Problem } from '../query/problem';
import { Alert } from '../ui/alert';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmName } from '../ui/confirm-name';
import { counted, countText, isOne } from '../ui/count';
import { Skeleton } from '../ui/skeleton';
import type { FoundEffects } from './use-effects';

/** Who gains and who loses what, counted and by name, with the question that the worst of it takes. */
export function Effects({ found }: { found: FoundEffects }) {
  const { effects, error } = found;
  if (error) return <Problem error={error} />;
  if (!effects)
    return (
      <div className="space-y-3" role="status" aria-label="Looking who gains and who loses">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-24" />
      </div>
    );
  const { gains, loses, own, leavesNoManager } = effects;
  const nobody = gains.people.count + loses.people.count === 0 && !gains.people.more && !loses.people.more;
  return (
    <div className="space-y-4">
      {leavesNoManager ? (
        <Alert tone="danger" title="Nobody would be left who can manage the client">
          First give another active user a role with the permission “Manage the client”.
        </Alert>
      ) : null}
      {nobody ? (
        <Alert title="Nobody gains or loses anything now">
          It touches no active user, or their other roles give them the same.
        </Alert>
      ) : (
        <div className="space-y-4" role="status">
          <Sum effect={gains} tone="gains" />
          <Sum effect={loses} tone="loses" />
        </div>
      )}
      {own.loses.length > 0 ? (
        <Alert tone="warning" title="You are among them">
          You yourself lose: {said(own.loses)}.
        </Alert>
      ) : null}
      <People found={found} />
      <NameQuestion found={found} effects={effects} />
    </div>
  );
}

function Sum({ effect, tone }: { effect: Effect; tone: 'gains' | 'loses' }) {
  const { people, permissions: each } = effect;
  if (people.count === 0 && !people.more) return null;
  const [one, many] = tone === 'gains' ? ['gains', 'gain'] : ['loses', 'lose'];
  return (
    <div className="space-y-1.5">
      <p className="font-medium">
        {counted(people, 'person', 'people') || 'People'} {isOne(people) ? one : many}
      </p>
      <ul
        className="flex flex-wrap gap-1.5"
        aria-label={tone === 'gains' ? 'What they gain' : 'What they lose'}
      >
        {each.map(({ permission, people: number }) => (
          <li key={permission} className="flex">
            <Badge tone={tone === 'gains' ? 'accent' : 'danger'}>
              {labelOf(permission)} · {countText(number)}
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}

function People({ found }: { found: FoundEffects }) {
  const { people, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  if (people.length === 0) return null;
  return (
    <section
      aria-label="Who they are"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-66 overflow-y-auto rounded-md border"
    >
      <ul className="divide-y">
        {people.map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="border-t p-2 text-center">
          <Button variant="quiet" size="sm" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more people
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Person({ person: { name, userName, gains, loses } }: { person: AffectedPerson }) {
  return (
    <li className="space-y-0.5 px-3 py-2 text-sm">
      <p className="truncate">
        <span className="font-medium">{name}</span>
        {name === userName ? null : <span className="text-ink-soft"> {userName}</span>}
      </p>
      <Moved icon={Plus} word="gains" moved={gains} />
      <Moved icon={Minus} word="loses" moved={loses} />
    </li>
  );
}

/** Permissions in words; the one that holds every other says it all. */
function said(moved: readonly Permission[]): string {
  if (!moved.includes('client.manage')) return moved.map(labelOf).join(', ');
  return labelOf('client.manage') + (moved.length > 1 ? ', and all that it holds' : '');
}

interface MovedProps {
  icon: typeof Plus;
  word: string;
  moved: readonly Permission[];
}

function Moved({ icon: Icon, word, moved }: MovedProps) {
  if (moved.length === 0) return null;
  return (
    <p className="flex items-start gap-1.5 text-ink-soft">
      <Icon aria-hidden className="mt-1 size-3 shrink-0" />
      <span>
        <span className="sr-only">{word} </span>
        {said(moved)}
      </span>
    </p>
  );
}

function NameQuestion({ found, effects }: { found: FoundEffects; effects: RoleEffectsJson }) {
  const { asksForName, typedName } = found;
  if (!asksForName || effects.leavesNoManager) return null;
  const { people } = effects.loses;
  return (
    <div className="space-y-3">
      <Alert tone="warning">
        {counted(people, 'person', 'people')} {isOne(people) ? 'loses' : 'lose'} the management of{' '}
        {typedName.name}, with the next request.
      </Alert>
      <ConfirmName of={typedName} />
    </div>
  );
}

type RoleEffectsJson = Pick<RoleEffects, 'loses' | 'leavesNoManager'>;
