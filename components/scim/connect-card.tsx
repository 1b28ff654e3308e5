'use client';

import { useRef, useState } from 'react';
import { type ProviderId, providerOf, providers } from '@/lib/connection/providers/providers';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Card, CardContent, CardFooter } from '../ui/card';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { type Credentials, useConnect } from './use-configuration';

const options = providers.map(({ id, label }) => ({ value: id, label }));

/** Connecting: choose the identity provider, save, and the key comes. */
export function ConnectCard({
  onConnected,
}: {
  onConnected: (provider: ProviderId, made: Credentials) => void;
}) {
  const [provider, setProvider] = useState<ProviderId>();
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLButtonElement>(null);
  const connect = useConnect(onConnected);
  const chosen = provider && providerOf(provider);

  function save() {
    setAsked(true);
    if (provider) connect.mutate(provider);
    else field.current?.focus();
  }

  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <CardContent className="space-y-4">
          <Field
            label="Identity provider"
            hint={chosen ? chosen.about : 'Saving makes a SCIM URI and an API key for it.'}
            error={asked && !provider ? 'Select your identity provider first.' : undefined}
          >
            {(control) => (
              <Select
                {...control}
                ref={field}
                options={options}
                value={provider}
                onValueChange={setProvider}
                placeholder="Select your identity provider"
                className="sm:max-w-80"
              />
            )}
          </Field>
          <Problem error={connect.error} />
        </CardContent>
        <CardFooter>
          <Button type="submit" busy={connect.isPending}>
            Save
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
