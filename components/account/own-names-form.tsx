'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { api, problemsIn } from '../query/api';
import { Problem } from '../query/problem';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { toast } from '../ui/toaster';

interface OwnNamesFormProps {
  givenName: string | null;
  familyName: string | null;
}

/** The names that people whom no identity provider manages change themselves. */
export function OwnNamesForm({ givenName, familyName }: OwnNamesFormProps) {
  const router = useRouter();
  const save = useMutation({
    mutationFn: (body: Record<string, FormDataEntryValue>) =>
      api<void>('PATCH', '/api/account/profile', body),
    onSuccess: () => {
      toast.success('Your name is saved.');
      router.refresh();
    },
  });
  const { fields, general } = problemsIn(save.error);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  }
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First Name" error={fields.givenName}>
          {(control) => (
            <Input {...control} name="givenName" defaultValue={givenName ?? ''} autoComplete="given-name" />
          )}
        </Field>
        <Field label="Last Name" error={fields.familyName}>
          {(control) => (
            <Input
              {...control}
              name="familyName"
              defaultValue={familyName ?? ''}
              autoComplete="family-name"
            />
          )}
        </Field>
      </div>
      <Problem error={general} />
      <Button type="submit" busy={save.isPending}>
        Save name
      </Button>
    </form>
  );
}
