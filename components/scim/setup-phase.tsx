'use client';

import { Check, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Phase, Provider } from '@/lib/connection/providers/providers';
import { cn } from '../ui/cn';
import { Disclosure } from '../ui/disclosure';
import { faqEntries } from './faq-entries';
import { Labelled } from './labelled';
import { SetupStep, type StepValues } from './setup-step';

interface SetupPhaseProps {
  phase: Phase;
  provider: Provider;
  values: StepValues;
  /** The number of its first step. */
  from: number;
  reached: boolean;
  /** The first that is not reached: it stands open. */
  current: boolean;
  /** What shows that it is reached, or how far it is. */
  evidence: ReactNode;
  /** A way to what the phase is done with, if that is here. */
  action?: ReactNode;
}

/** The steps towards one milestone. It ticks itself off, opens when its turn comes, and never closes by itself. */
export function SetupPhase(props: SetupPhaseProps) {
  const { phase, provider, values, from, reached, current, evidence, action } = props;
  const [open, setOpen] = useState(current);
  const [was, setWas] = useState(current);
  if (current !== was) {
    setWas(current);
    if (current) setOpen(true);
  }
  const questions = faqEntries.filter(({ milestone }) => milestone === phase.milestone);
  return (
    <li>
      <details
        open={open}
        onToggle={(event) => {
          // The questions within open and close, too.
          if (event.target === event.currentTarget) setOpen(event.currentTarget.open);
        }}
        className="group"
      >
        <summary className="flex cursor-pointer list-none items-center gap-3.5 px-5 py-4 outline-offset-[-2px] hover:bg-sunken/60 sm:px-6 [&::-webkit-details-marker]:hidden">
          <Tick reached={reached} current={current} />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">
              {phase.title}
              <span className="sr-only">{reached ? ' (done)' : ''}</span>
            </span>
            <span className="block text-sm text-ink-soft">{evidence}</span>
          </span>
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
          />
        </summary>
        <div className="space-y-5 px-5 pt-2 pb-6 sm:px-6">
          <ol className="space-y-4" start={from}>
            {phase.steps.map((step, place) => (
              <SetupStep
                key={step.text}
                step={step}
                number={from + place}
                done={reached}
                provider={provider}
                values={values}
              />
            ))}
          </ol>
          {action ? <div className="pl-9.5">{action}</div> : null}
          <GoodToKnow pitfalls={phase.pitfalls} questions={questions} />
        </div>
      </details>
    </li>
  );
}

function Tick({ reached, current }: { reached: boolean; current: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-6 shrink-0 place-items-center rounded-full border',
        reached ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
        current && 'border-2 border-accent',
      )}
    >
      {reached ? <Check className="size-3.5" strokeWidth={3} /> : null}
    </span>
  );
}

interface GoodToKnowProps {
  pitfalls: readonly string[];
  questions: typeof faqEntries;
}

function GoodToKnow({ pitfalls, questions }: GoodToKnowProps) {
  return (
    <div className="rounded-md bg-sunken/60 px-4 py-3.5 text-sm text-ink-soft">
      <p className="mb-1.5 font-medium text-ink">Good to know</p>
      <ul className="list-disc space-y-1.5 pl-4.5 marker:text-line-strong">
        {pitfalls.map((pitfall) => (
          <li key={pitfall}>
            <Labelled text={pitfall} />
          </li>
        ))}
      </ul>
      {questions.map(({ question, answer }) => (
        <Disclosure
          key={question}
          summary={<span className="text-ink">{question}</span>}
          className="mt-3 border-t pt-3"
        >
          {answer.map((line) => (
            <p key={line} className="mt-1.5 pl-6">
              {line}
            </p>
          ))}
        </Disclosure>
      ))}
    </div>
  );
}
