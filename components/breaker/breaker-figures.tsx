'use client';

import { FormDialog } from '../query/form-dialog';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';
import { type Breaker, changeBreaker } from './use-breaker';

const fields = [
  {
    name: 'share',
    label: 'Share of the users, in percent',
    hint: 'Of those whom the identity provider provisioned and who have access.',
  },
  {
    name: 'atLeast',
    label: 'Users in any case',
    hint: 'So that a small client is not asked about every handful.',
  },
  {
    name: 'windowMinutes',
    label: 'Within so many minutes',
    hint: 'Identity providers send a mass change within a few.',
  },
] as const;

/** Sends the figures. What is no number is sent as nothing, and the server says what it wants. */
function save(form: FormData): Promise<void> {
  return changeBreaker(
    Object.fromEntries(fields.map(({ name }) => [name, Number(form.get(name) || Number.NaN)] as const)),
  );
}

/** Changes what the circuit breaker lets through. */
export function BreakerFigures({ breaker }: { breaker: Breaker }) {
  return (
    <FormDialog
      trigger={<Button variant="secondary">Change the figures</Button>}
      title="What passes without being held"
      description="The greater of the two numbers counts. What comes beyond it within the time is held."
      submit="Save"
      save={save}
      onSaved={() => toast.success('The circuit breaker is set.')}
    >
      {(problems) =>
        fields.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint} error={problems[name]}>
            {(control) => (
              <Input
                {...control}
                name={name}
                inputMode="numeric"
                defaultValue={breaker[name]}
                autoComplete="off"
                className="max-w-32"
              />
            )}
          </Field>
        ))
      }
    </FormDialog>
  );
}
