'use client';

import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type ProviderId, providerOf, providers } from '@/lib/connection/providers';
import { messageOf } from '../query/api';
import { Button } from '../ui/button';
import { Card, CardContent } from '../ui/card';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { toast } from '../ui/toaster';
import { useChangeProvider } from './use-configuration';

const options = providers.map(({ id, label }) => ({ value: id, label }));

/** A step's text, the provider's own labels (in quotation marks) set apart. */
function Labelled({ text }: { text: string }): ReactNode {
  const parts = text.split(/(“[^”]*”)/);
  return parts.map((part, place) =>
    part.startsWith('“') ? (
      // A text's parts do not move; their place is what they are.
      // biome-ignore lint/suspicious/noArrayIndexKey: the same label may come twice in a step
      <span key={place} className="font-medium text-ink">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="space-y-3.5">
      {steps.map((step, place) => (
        <li key={step} className="flex gap-3.5">
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-xs font-semibold text-ink-soft"
          >
            {place + 1}
          </span>
          <span className="text-ink-soft">
            <Labelled text={step} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Says that the configuration belongs to another identity provider, whose guidance is shown then. */
function ProviderChoice({ provider }: { provider: ProviderId }) {
  const [chosen, setChosen] = useState(provider);
  const change = useChangeProvider();

  function save() {
    change.mutate(chosen, {
      onSuccess: () => toast.success(`The guidance is for ${providerOf(chosen).label} now.`),
      onError: (error) => toast.error(messageOf(error)),
    });
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label="Identity provider" className="min-w-56 flex-1 sm:max-w-72">
        {(control) => <Select {...control} options={options} value={chosen} onValueChange={setChosen} />}
      </Field>
      <Button variant="secondary" disabled={chosen === provider} busy={change.isPending} onClick={save}>
        Save
      </Button>
    </div>
  );
}

/** How the chosen identity provider is set up: its steps under its own labels, its guide, and what surprises. */
export function ProviderGuidance({ provider }: { provider: ProviderId }) {
  const { about, guide, steps, pitfalls } = providerOf(provider);
  return (
    <Card>
      <CardContent className="space-y-4 border-b">
        <ProviderChoice key={provider} provider={provider} />
        <p className="text-sm text-ink-soft">{about}</p>
      </CardContent>
      <CardContent className="space-y-5">
        <Steps steps={steps} />
        {guide ? (
          <p>
            For detailed instructions, refer to{' '}
            <a
              href={guide.url}
              target="_blank"
              rel="noreferrer"
              className="font-medium text-accent-text underline decoration-accent-text/40 underline-offset-4 hover:decoration-accent-text"
            >
              {guide.text}
              <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3.5" />
              <span className="sr-only"> (opens in a new tab)</span>
            </a>
            .
          </p>
        ) : null}
      </CardContent>
      <CardContent className="rounded-b-lg border-t bg-sunken/50">
        <h3 className="mb-2">Good to know</h3>
        <ul className="list-disc space-y-1.5 pl-4.5 text-sm text-ink-soft marker:text-line-strong">
          {pitfalls.map((pitfall) => (
            <li key={pitfall}>
              <Labelled text={pitfall} />
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
