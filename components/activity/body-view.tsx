'use client';

import { Check, Copy } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { mask } from '@/lib/activity/exchanges/masked';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { useCopy } from '../ui/use-copy';
import { prettyBody } from './pretty-json';

/** How many lines are shown before the reader asks for all. */
const shownLines = 24;

/** Text with the secrets that were masked set apart. */
function Masked({ text }: { text: string }): ReactNode {
  const parts = text.split(mask);
  return parts.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts do not move
    <span key={place}>
      {place > 0 ? (
        <mark
          className="rounded-sm bg-warn-soft px-1 text-warn-text"
          title="A secret, masked: it is not kept"
        >
          {mask}
          <span className="sr-only"> (masked)</span>
        </mark>
      ) : null}
      {part}
    </span>
  ));
}

/** One line; what does not fit goes on below where it began. */
function Line({ line }: { line: string }) {
  const text = line.trimStart();
  return (
    <span className="block" style={{ paddingLeft: `${line.length - text.length}ch` }}>
      <Masked text={text} />
    </span>
  );
}

function CopyButton({ label, text }: { label: string; text: string }) {
  const { state, copy } = useCopy();
  const words = { idle: 'Copy', copied: 'Copied', failed: 'Not allowed' };
  return (
    <>
      <Button variant="quiet" size="sm" aria-label={`Copy ${label}`} onClick={() => copy(text)}>
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {words[state]}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? `${label} copied` : ''}
        {state === 'failed' ? 'Your browser did not allow copying.' : ''}
      </span>
    </>
  );
}

interface BodyViewProps {
  /** “Request” or “Answer”. */
  title: string;
  /** Its first line: method and path, or the status. */
  head: ReactNode;
  body: string | null;
  /** What stands where there is no body. */
  none: string;
}

/** What went over the wire in one direction, masked: its first line and its body, a member a line. */
export function BodyView({ title, head, body, none }: BodyViewProps) {
  const [whole, setWhole] = useState(false);
  const id = useId();
  const { lines, cutFrom } = prettyBody(body ?? '');
  const hidden = whole ? 0 : Math.max(0, lines.length - shownLines);
  return (
    <Card className="min-w-0">
      <div className="flex items-center justify-between gap-3 border-b px-5 py-2 sm:px-6">
        <h3 className="font-medium">{title}</h3>
        {body ? <CopyButton label={title} text={lines.join('\n')} /> : null}
      </div>
      <div className="space-y-3 px-5 py-4 sm:px-6">
        <p className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{head}</p>
        {body ? (
          <div className="rounded-md bg-sunken px-3.5 py-3">
            <pre
              id={id}
              className="font-mono text-[0.8125rem] leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]"
            >
              {lines.slice(0, lines.length - hidden).map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines do not move
                <Line key={place} line={line} />
              ))}
            </pre>
          </div>
        ) : (
          <p className="text-sm text-ink-soft">{none}</p>
        )}
        {lines.length > shownLines ? (
          <Button variant="link" aria-expanded={whole} aria-controls={id} onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : `Show all ${lines.length} lines`}
          </Button>
        ) : null}
        {cutFrom === null ? null : (
          <p className="text-sm text-ink-soft">
            Cut here: {cutFrom.toLocaleString('en')} characters in all, of which the beginning is kept.
          </p>
        )}
      </div>
    </Card>
  );
}
