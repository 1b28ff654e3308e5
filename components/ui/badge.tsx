import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const badge = cva(
  'inline-flex items-center gap-1.5 rounded-sm px-1.5 py-px text-xs font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        neutral: 'bg-sunken text-ink-soft',
        accent: 'bg-accent-soft text-accent-text',
        warning: 'bg-warn-soft text-warn-text',
        danger: 'bg-danger-soft text-danger-text',
        outline: 'border text-ink-soft',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

/** A word about the thing beside it: a state, an origin. */
export function Badge({ tone, className, ...props }: ComponentProps<'span'> & VariantProps<typeof badge>) {
  return <span {...props} className={cn(badge({ tone }), className)} />;
}
