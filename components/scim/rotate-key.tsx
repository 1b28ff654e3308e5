'use client';

import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Confirmation } from '../query/confirmation';
import { Button } from '../ui/button';
import { RotationFields } from './rotation-fields';
import { firstPlan, rotationOf } from './rotation-plan';
import { type Configuration, type Credentials, type Rotation, rotate } from './use-configuration';

interface RotateKeyProps {
  configuration: Configuration;
  onRotated: (made: Credentials, mode: Rotation['mode']) => void;
}

/** Replaces the API key, after asking how, and saying what that breaks until the new one is entered. */
export function RotateKey({ configuration, onRotated }: RotateKeyProps) {
  const { key } = configuration;
  const [plan, setPlan] = useState(() => firstPlan(key));
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
      action={plan.mode === 'now' ? 'Rotate API Key' : 'Make the new key'}
      variant={plan.mode === 'now' ? 'danger' : 'primary'}
      carryOut={async () => ({ made: await rotate(rotationOf(plan)), mode: plan.mode })}
      onDone={({ made, mode }) => onRotated(made, mode)}
      onOpenChange={() => setPlan(firstPlan(key))}
      // The new key takes it.
      movesFocus
    >
      <RotationFields configuration={configuration} plan={plan} onChange={setPlan} />
    </Confirmation>
  );
}
