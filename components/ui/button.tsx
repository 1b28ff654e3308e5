import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent shadow-raised hover:bg-accent-hover',
        secondary: 'border border-line-strong/60 bg-surface text-ink shadow-raised hover:bg-sunken',
        quiet: 'text-ink hover:bg-sunken',
        danger: 'bg-danger text-on-danger shadow-raised hover:bg-danger-hover',
        'danger-quiet': 'border border-danger/50 bg-surface text-danger-text hover:bg-danger-soft',
        link: 'text-accent-text underline decoration-accent-text/40 underline-offset-4 hover:decoration-accent-text',
      },
      // Touch targets grow to 44 px where the pointer is a finger.
      size: {
        md: 'h-9.5 px-4 text-sm pointer-coarse:h-11',
        sm: 'h-8 px-3 text-sm pointer-coarse:h-11',
        icon: 'size-9.5 pointer-coarse:size-11',
        inline: 'text-[length:inherit] pointer-coarse:py-2',
      },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof button> {
  /** Lends the looks to the one child, a link for example. */
  asChild?: boolean;
  /** Work is under way: the button says so, keeps its width and takes no second click. */
  busy?: boolean;
}

/** Keeps a click from doing anything, be it by Enter in the button's form. */
const ignore = (event: { preventDefault(): void }) => event.preventDefault();

/**
 * A button; `type` is "button" unless a form's submit is asked for. One that is busy, or `aria-disabled`, does nothing,
 * and keeps the focus: one that is `disabled` while it has the focus would send the keyboard back to the page's top.
 */
export function Button({ className, variant, size, asChild, busy, children, ...props }: ButtonProps) {
  const classes = cn(button({ variant, size: size ?? (variant === 'link' ? 'inline' : 'md') }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  const idle = busy || props['aria-disabled'];
  return (
    <button
      type="button"
      {...props}
      onClick={idle ? ignore : props.onClick}
      className={classes}
      aria-disabled={idle || undefined}
      aria-busy={busy || undefined}
    >
      {busy ? (
        <span className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent" />
      ) : null}
      {children}
    </button>
  );
}
