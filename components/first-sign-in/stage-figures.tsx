import { ChevronRight } from 'lucide-react';
import type { FirstSignInCounts, Stage } from '@/lib/auth';
import { cn } from '../ui/cn';
import { countText } from '../ui/count';

/** The stages in their order, as the figures name them. */
export const stageLabels: readonly {
  readonly stage: Stage;
  readonly label: string;
  readonly about: string;
}[] = [
  { stage: 'provisioned', label: 'Provisioned', about: 'No mail was sent' },
  { stage: 'mailed', label: 'Mail sent', about: 'Never opened' },
  { stage: 'opened', label: 'Opened', about: 'Not signed in' },
  { stage: 'signed-in', label: 'Signed in', about: 'Have been here' },
];

interface StageFiguresProps {
  counts: FirstSignInCounts;
  /** The stage whose people are listed, if it is one. */
  chosen: Stage | undefined;
  onChoose: (stage: Stage | undefined) => void;
}

/** How many people are at each stage; a click lists those of one, another click everybody who waits. */
export function StageFigures({ counts, chosen, onChoose }: StageFiguresProps) {
  return (
    <ul className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4" aria-label="Stages">
      {stageLabels.map(({ stage, label, about }, place) => (
        <li key={stage} className="relative">
          <button
            type="button"
            aria-pressed={chosen === stage}
            onClick={() => onChoose(chosen === stage ? undefined : stage)}
            className={cn(
              'block w-full rounded-lg border bg-surface px-4 py-3 text-left shadow-raised transition-colors hover:border-line-strong',
              chosen === stage && 'border-accent bg-accent-soft hover:border-accent',
            )}
          >
            <span className="block text-sm font-medium">{label}</span>
            <span className="block text-2xl leading-9 font-semibold tabular-nums">
              {countText(counts.stages[stage]) || '…'}
            </span>
            <span className="block text-sm text-ink-soft">{about}</span>
          </button>
          {place > 0 ? (
            <ChevronRight
              aria-hidden
              className="absolute top-1/2 -left-3.5 size-4 -translate-y-1/2 text-line-strong max-lg:hidden"
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
