import { cva, type VariantProps } from 'class-variance-authority';
import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

const alert = cva(
  'flex gap-3 rounded-md border px-4 py-3 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0',
  {
    variants: {
      tone: {
        info: 'bg-sunken text-ink',
        success: 'border-accent/30 bg-accent-soft text-accent-text',
        warning: 'border-warn/50 bg-warn-soft text-warn-text',
        danger: 'border-danger/40 bg-danger-soft text-danger-text',
      },
    },
    defaultVariants: { tone: 'info' },
  },
);

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleX };

interface AlertProps extends Omit<ComponentProps<'div'>, 'title'>, VariantProps<typeof alert> {
  title?: ReactNode;
}

/** Something to know before going on. A danger interrupts a screen reader (role alert), the others wait (status). */
export function Alert({ tone, title, className, children, ...props }: AlertProps) {
  const Icon = icons[tone ?? 'info'];
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} {...props} className={cn(alert({ tone }), className)}>
      <Icon aria-hidden />
      <div className="min-w-0 flex-1 space-y-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="[&_a]:underline [&_a]:underline-offset-4">{children}</div> : null}
      </div>
    </div>
  );
}
