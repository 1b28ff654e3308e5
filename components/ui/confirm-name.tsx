'use client';

import { useState } from 'react';
import { Field } from './field';
import { Input } from './input';

/** What stands on the page for a text: browsers show several spaces as one. */
function asShown(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A name that must be typed before something is done, as far as it is. */
export function useTypedName(name: string) {
  const [typed, setTyped] = useState('');
  return { name, typed, setTyped, matches: asShown(typed) === asShown(name), clear: () => setTyped('') };
}

interface ConfirmNameProps {
  of: ReturnType<typeof useTypedName>;
  /** What it does. */
  to?: string;
}

/** Asks for the name: who types it has read what is about to happen to whom. */
export function ConfirmName({ of: { name, typed, setTyped }, to = 'to confirm' }: ConfirmNameProps) {
  return (
    <Field
      label={
        <>
          Type “{name}” {to}
        </>
      }
    >
      {(control) => (
        <Input
          {...control}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
