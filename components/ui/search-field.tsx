'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type ControlProps, Field } from './field';
import { Input } from './input';

interface SearchProps {
  value: string;
  /** Called when typing pauses. */
  onSearch: (text: string) => void;
  placeholder?: string;
}

const pauseMs = 250;

interface SearchFieldProps extends SearchProps {
  label: string;
  className?: string;
}

/** A search that begins by itself when typing pauses. */
export function SearchField({ label, className, ...search }: SearchFieldProps) {
  return (
    <Field label={label} className={className}>
      {(control) => <SearchInput {...control} {...search} />}
    </Field>
  );
}

function SearchInput({ value, onSearch, placeholder, ...control }: SearchProps & ControlProps) {
  const [typed, setTyped] = useState(value);
  // What the list is searched for, as far as this input knows.
  const sent = useRef(value);
  const search = useRef((_: string) => {});
  search.current = (text) => {
    if (text === sent.current) return;
    sent.current = text;
    onSearch(text);
  };
  useEffect(() => {
    const timer = setTimeout(() => search.current(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    // Somebody else changed the search, a button that shows everything for example.
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-soft"
      />
      <Input
        {...control}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        // At once when the reader goes on: a search that began after a click on a link would undo the click.
        onBlur={() => search.current(typed)}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        className="pl-9"
      />
    </div>
  );
}
