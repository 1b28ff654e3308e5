/** What a span is told of: plain values, never a body, a key, a name or an address. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One piece of work, as a trace shows it. */
export interface Span {
  readonly name: string;
  readonly kind: 'server' | 'client';
  readonly attributes: Attributes;
  /** Headers that may say which trace the work belongs to. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** What is known once the work has ended. */
  readonly after?: () => Attributes;
}

/** Runs work within a span. */
export type Tracer = <Result>(span: Span, work: () => Promise<Result>) => Promise<Result>;

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterTracer?: Tracer };

/** The process's tracer; undefined, and nothing is made for it, unless traces are sent somewhere. */
export function tracer(): Tracer | undefined {
  return holder.musterTracer;
}

/** Has this process traced from now on, or no more. */
export function traceBy(use: Tracer | undefined): void {
  holder.musterTracer = use;
}
