'use client';

import { Pencil } from 'lucide-react';
import { FormDialog } from '../query/form-dialog';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input, Textarea } from '../ui/input';
import { toast } from '../ui/toaster';
import { dayOf, endOfDay } from './key-expiry';
import type { Key } from './key-facts';
import { changeKey, type KeyChange } from './use-configuration';

/** What the form says otherwise than the key. */
function changeOf(form: FormData, apiKey: Key): KeyChange {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const sources = text('sources')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const day = text('expiry');
  return {
    ...(text('name') !== (apiKey.name ?? '') && { name: text('name') || null }),
    ...(day !== dayOf(apiKey.expiresAt) && { expiresAt: endOfDay(day) }),
    ...(sources.join() !== (apiKey.allowedSources ?? []).join() && {
      allowedSources: sources.length > 0 ? sources : null,
    }),
  };
}

/** Saves what the form says; false where that is nothing new. */
async function save(form: FormData, apiKey: Key): Promise<boolean> {
  const change = changeOf(form, apiKey);
  if (Object.keys(change).length === 0) return false;
  await changeKey(apiKey.id, change);
  return true;
}

/** Edits what is said of a key; the key itself stays. */
export function EditKey({ apiKey, label }: { apiKey: Key; label: string }) {
  return (
    <FormDialog
      trigger={
        <Button variant="secondary" aria-label={label}>
          <Pencil aria-hidden />
          Edit
        </Button>
      }
      title={label}
      description="The key itself stays: nothing changes in your identity provider."
      submit="Save changes"
      save={(form) => save(form, apiKey)}
      onSaved={(changed) => {
        if (changed) toast.success('The API key is changed, from its next request on.');
      }}
    >
      {(problems) => <KeyFields apiKey={apiKey} problems={problems} />}
    </FormDialog>
  );
}

interface KeyFieldsProps {
  apiKey: Key;
  problems: Readonly<Record<string, string>>;
}

function KeyFields({ apiKey, problems }: KeyFieldsProps) {
  return (
    <>
      <Field label="Name" hint="What you call it, such as Production." error={problems.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            defaultValue={apiKey.name ?? ''}
            autoComplete="off"
            maxLength={60}
          />
        )}
      </Field>
      <Field
        label="Expires at the end of"
        hint="Leave it empty for a key that does not expire. Reminders come 30 days, 7 days and a day before, here and by mail."
        error={problems.expiresAt}
      >
        {(control) => (
          <Input
            {...control}
            name="expiry"
            type="date"
            defaultValue={dayOf(apiKey.expiresAt)}
            className="sm:max-w-52"
          />
        )}
      </Field>
      <Field
        label="Allowed sources"
        hint={
          <>
            IP addresses and blocks such as 203.0.113.0/24, one a line. Empty: from everywhere.
            {apiKey.lastUsedAddress ? <> Last used from {apiKey.lastUsedAddress}.</> : null}
          </>
        }
        error={problems.allowedSources}
      >
        {(control) => (
          <Textarea
            {...control}
            name="sources"
            defaultValue={(apiKey.allowedSources ?? []).join('\n')}
            className="font-mono"
            spellCheck={false}
          />
        )}
      </Field>
    </>
  );
}
