'use client';

import { useState } from 'react';
import { type ProviderId, providerOf, providers } from '@/lib/connection/providers/providers';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { toast } from '../ui/toaster';
import { useChangeProvider } from './use-configuration';

const options = providers.map(({ id, label }) => ({ value: id, label }));

/** Says that the configuration belongs to another identity provider, whose guide is shown then. */
export function ProviderChoice({ provider }: { provider: ProviderId }) {
  const [chosen, setChosen] = useState(provider);
  const change = useChangeProvider((next) =>
    toast.success(`The guide is for ${providerOf(next).label} now.`),
  );

  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label="Identity provider" className="min-w-56 flex-1 sm:max-w-72">
        {(control) => <Select {...control} options={options} value={chosen} onValueChange={setChosen} />}
      </Field>
      <Button
        variant="secondary"
        aria-disabled={chosen === provider}
        busy={change.isPending}
        onClick={() => change.mutate(chosen)}
      >
        Save
      </Button>
    </div>
  );
}
