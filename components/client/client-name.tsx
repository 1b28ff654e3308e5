'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { api, messageOf, problemsIn } from '../query/api';
import { Button } from '../ui/button';
import { Card, CardContent, CardFooter } from '../ui/card';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';

/** The client's name, to be changed. */
export function ClientName({ name }: { name: string }) {
  const [typed, setTyped] = useState(name);
  const router = useRouter();
  const rename = useMutation({
    mutationFn: () => api<void>('PATCH', '/api/client', { name: typed }),
    onSuccess: () => {
      toast.success('The name is saved.');
      router.refresh();
    },
  });

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    rename.mutate();
  }

  const { fields, general } = problemsIn(rename.error);
  return (
    <Card>
      <form onSubmit={onSubmit} noValidate>
        <CardContent>
          <Field
            label="Name"
            hint="As it stands at the top of every page."
            error={general ? messageOf(general) : fields.name}
          >
            {(control) => (
              <Input
                {...control}
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value);
                  rename.reset();
                }}
                autoComplete="organization"
                required
                className="sm:max-w-96"
              />
            )}
          </Field>
        </CardContent>
        <CardFooter>
          <Button type="submit" aria-disabled={typed.trim() === name} busy={rename.isPending}>
            Save
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
