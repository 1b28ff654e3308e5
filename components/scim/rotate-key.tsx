'use client';

import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { providerOf } from '@/lib/connection/providers/providers';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { type Configuration, type Credentials, type Rotation, rotate } from './use-configuration';

interface RotateKeyProps {
  configuration: Configuration;
  onRotated: (made: Credentials, mode: Rotation['mode']) => void;
}

const retirements = [
  { value: 'confirmed', label: 'When I say so' },
  { value: '24', label: 'In 24 hours, or when I say so' },
  { value: '168', label: 'In 7 days, or when I say so' },
] as const;

const lifetimes = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '180', label: 'In 180 days' },
  { value: '365', label: 'In a year' },
] as const;

/** The lifetime that the key in force was given, as near as there is one to choose. */
function usualLifetime({ createdAt, expiresAt }: Configuration['key']): (typeof lifetimes)[number]['value'] {
  if (expiresAt === null) return 'never';
  const days = (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
  const [, ...terms] = lifetimes;
  return terms.find(({ value }) => Number(value) >= days - 1)?.value ?? '365';
}

function expiryOf(lifetime: string): string | null {
  return lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString();
}

/** Replaces the API key, after asking how, and saying what that breaks until the new one is entered. */
export function RotateKey({ configuration, onRotated }: RotateKeyProps) {
  const { key, rotation, provider } = configuration;
  const [mode, setMode] = useState<Rotation['mode']>('now');
  const [retires, setRetires] = useState<(typeof retirements)[number]['value']>('confirmed');
  const [lifetime, setLifetime] = useState(usualLifetime(key));
  const { name } = providerOf(provider);

  function startAnew() {
    setMode('now');
    setRetires('confirmed');
    setLifetime(usualLifetime(key));
  }

  async function carryOut() {
    const retiresInHours = retires === 'confirmed' ? null : Number(retires);
    return { made: await rotate({ mode, retiresInHours, expiresAt: expiryOf(lifetime) }), mode };
  }

  const options = [
    {
      value: 'now' as const,
      label: 'Rotate now',
      description: rotation
        ? `The old key and the new one that waits fail with the next request. Nothing syncs until you enter the newest in ${name}.`
        : `The old key fails with the next request. From then on nothing syncs until you enter the new key in ${name}.`,
    },
    {
      value: 'confirmed' as const,
      label: 'Rotate with confirmation',
      description:
        'Both keys work until the old one ends. You see the first use of the new one here: nothing stops syncing.',
    },
  ];

  return (
    <Confirmation
      trigger={
        <Button variant="secondary">
          <RefreshCw aria-hidden />
          Rotate API Key
        </Button>
      }
      title="Rotate the API key?"
      description={
        <p>
          A new key takes the place of the one that ends in{' '}
          <code className="font-mono text-ink">{key.lastFour}</code>. Users and roles stay as they are.
        </p>
      }
      action={mode === 'now' ? 'Rotate API Key' : 'Make the new key'}
      variant={mode === 'now' ? 'danger' : 'primary'}
      carryOut={carryOut}
      onDone={({ made, mode: how }) => onRotated(made, how)}
      onOpenChange={startAnew}
      // The new key takes it.
      movesFocus
    >
      <RadioGroup
        label="How to rotate"
        // Two keys at most: while one waits, only a rotation at once is left.
        options={rotation ? options.slice(0, 1) : options}
        value={mode}
        onValueChange={setMode}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {mode === 'confirmed' ? (
          <Field label="The old key ends">
            {(control) => (
              <Select {...control} options={retirements} value={retires} onValueChange={setRetires} />
            )}
          </Field>
        ) : null}
        <Field label="The new key expires">
          {(control) => (
            <Select {...control} options={lifetimes} value={lifetime} onValueChange={setLifetime} />
          )}
        </Field>
      </div>
    </Confirmation>
  );
}
