'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Milestone, providerOf } from '@/lib/connection/providers/providers';
import { Button } from '../ui/button';
import { Card, CardContent } from '../ui/card';
import { counted } from '../ui/count';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import type { Progress } from './progress';
import { ProviderChoice } from './provider-choice';
import { SetupPhase } from './setup-phase';
import type { Configuration } from './use-configuration';

interface SetupGuideProps {
  configuration: Configuration;
  progress: Progress;
  /** The key, while it is shown. */
  apiKey: string | null;
  supportUrl?: string;
}

const lastWord = /\S+$/;

const roleCount = (count: number) => `${count} ${count === 1 ? 'role' : 'roles'}`;

/** What shows how far a phase is. */
function evidence(milestone: Milestone, configuration: Configuration, reached: boolean): ReactNode {
  const { heardAt, users, roles, grantingRoles } = configuration;
  switch (milestone) {
    case 'connected':
      if (!reached) return 'Done when its first request gets through.';
      return heardAt ? (
        <>
          Last heard <Time at={heardAt} asAgo />.
        </>
      ) : (
        'Its first request got through.'
      );
    case 'people':
      if (!reached) return 'Done when the first person arrives.';
      return `${counted(users.total, 'person has', 'people have')} arrived.`;
    case 'groups':
      if (!reached) return 'Done when the first group arrives, as a role.';
      return `${roleCount(roles)} ${roles === 1 ? 'has' : 'have'} arrived.`;
    case 'permissions':
      if (!reached) return 'Done when a role that arrived grants something.';
      return `${grantingRoles} of ${roleCount(roles)} ${grantingRoles === 1 ? 'grants' : 'grant'} something.`;
  }
}

/** How the chosen identity provider is set up: phase by phase, each done when what really happened says so. */
export function SetupGuide({ configuration, progress, apiKey, supportUrl }: SetupGuideProps) {
  const provider = providerOf(configuration.provider);
  const { phases, about, official } = provider;
  const next = phases.find(({ milestone }) => !progress[milestone]);
  const { lastFour } = configuration.rotation?.key ?? configuration.key;
  const values = { scimUri: configuration.scimUri, apiKey, lastFour };
  const starts = phases.map((_, place) =>
    phases.slice(0, place).reduce((sum, { steps }) => sum + steps.length, 1),
  );
  return (
    <Card>
      <CardContent className="space-y-4 border-b">
        <ProviderChoice key={configuration.provider} provider={configuration.provider} />
        <p className="text-sm text-ink-soft">{about}</p>
      </CardContent>
      <ol aria-label="Set-up" className="divide-y">
        {phases.map((phase, place) => (
          <SetupPhase
            key={`${provider.id} ${phase.milestone}`}
            phase={phase}
            provider={provider}
            values={values}
            from={starts[place] ?? 1}
            reached={progress[phase.milestone]}
            current={phase === next}
            evidence={evidence(phase.milestone, configuration, progress[phase.milestone])}
            action={
              phase.milestone === 'permissions' ? (
                <Button asChild variant="secondary">
                  <Link href="/settings/roles">Open Roles</Link>
                </Button>
              ) : null
            }
          />
        ))}
      </ol>
      <CardContent className="space-y-1 border-t text-sm text-ink-soft">
        {official ? (
          <p>
            For detailed instructions, refer to{' '}
            <a
              href={official.url}
              target="_blank"
              rel="noreferrer"
              className="font-medium text-accent-text underline decoration-accent-text/40 underline-offset-4 hover:decoration-accent-text"
            >
              {/* The sign stays with the last word. */}
              {official.text.replace(lastWord, '')}
              <span className="whitespace-nowrap">
                {lastWord.exec(official.text)?.[0]}
                <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3.5" />
              </span>
              <span className="sr-only"> (opens in a new tab)</span>
            </a>
            .
          </p>
        ) : null}
        {supportUrl ? (
          <p>
            Stuck? <TextLink href={supportUrl}>Contact support</TextLink>
          </p>
        ) : null}
      </CardContent>
    </Card>
  );
}
