import type { Provider, Step } from '@/lib/connection/providers/providers';
import { cn } from '../ui/cn';
import { CopyField } from '../ui/copy-field';
import { Labelled } from './labelled';

/** The values that steps have to offer; the key only while it may be shown. */
export interface StepValues {
  scimUri: string;
  apiKey: string | null;
  lastFour: string;
}

interface SetupStepProps {
  step: Step;
  number: number;
  done: boolean;
  provider: Provider;
  values: StepValues;
}

/** One step of the guide, with the value that goes where it says. */
export function SetupStep({ step, number, done, provider, values }: SetupStepProps) {
  return (
    <li className="flex gap-3.5">
      <span
        aria-hidden
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold',
          done ? 'bg-accent-soft text-accent-text' : 'bg-sunken text-ink-soft',
        )}
      >
        {number}
      </span>
      <div className="min-w-0 flex-1 space-y-2 text-ink-soft">
        <p>
          <Labelled text={step.text} />
        </p>
        <StepValue step={step} provider={provider} values={values} />
      </div>
    </li>
  );
}

function StepValue({
  step: { copy },
  provider: { fields },
  values,
}: Pick<SetupStepProps, 'step' | 'provider' | 'values'>) {
  if (copy === undefined) return null;
  if (copy === 'scimUri') return <CopyField label={fields.scimUri} value={values.scimUri} />;
  if (copy !== 'apiKey') return <CopyField label={copy.label} value={copy.value} />;
  if (values.apiKey !== null) return <CopyField label={fields.apiKey} value={values.apiKey} />;
  return (
    <p className="text-sm">
      The key ends in <code className="font-mono text-ink">{values.lastFour}</code> and was shown once. If it
      is lost, use <span className="font-medium text-ink">“Rotate API Key”</span> below.
    </p>
  );
}
