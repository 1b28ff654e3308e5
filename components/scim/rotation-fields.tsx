import { providerOf } from '@/lib/connection/providers/providers';
import { Field } from '../ui/field';
import { RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { lifetimes, type RotationPlan, retirements } from './rotation-plan';
import type { Configuration } from './use-configuration';

interface RotationFieldsProps {
  configuration: Configuration;
  plan: RotationPlan;
  onChange: (plan: RotationPlan) => void;
}

function modes({ rotation, provider }: Configuration) {
  const { name } = providerOf(provider);
  const now = {
    value: 'now' as const,
    label: 'Rotate now',
    description: rotation
      ? `The old key and the new one that waits fail with the next request. Nothing syncs until you enter the newest in ${name}.`
      : `The old key fails with the next request. From then on nothing syncs until you enter the new key in ${name}.`,
  };
  const confirmed = {
    value: 'confirmed' as const,
    label: 'Rotate with confirmation',
    description:
      'Both keys work until the old one ends. You see the first use of the new one here: nothing stops syncing.',
  };
  // Two keys at most: while one waits, only a rotation at once is left.
  return rotation ? [now] : [now, confirmed];
}

/** How to rotate, when the old key ends, and how long the new one lives. */
export function RotationFields({ configuration, plan, onChange }: RotationFieldsProps) {
  return (
    <>
      <RadioGroup
        label="How to rotate"
        options={modes(configuration)}
        value={plan.mode}
        onValueChange={(mode) => onChange({ ...plan, mode })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {plan.mode === 'confirmed' ? (
          <Field label="The old key ends">
            {(control) => (
              <Select
                {...control}
                options={retirements}
                value={plan.retires}
                onValueChange={(retires) => onChange({ ...plan, retires })}
              />
            )}
          </Field>
        ) : null}
        <Field label="The new key expires">
          {(control) => (
            <Select
              {...control}
              options={lifetimes}
              value={plan.lifetime}
              onValueChange={(lifetime) => onChange({ ...plan, lifetime })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
