import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';

/** The way from one thing back to the list it stands in. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex items-center gap-1.5 rounded-sm px-1 py-1 text-sm text-ink-soft hover:text-ink pointer-coarse:py-2.5"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
