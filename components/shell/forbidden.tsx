import { Lock } from 'lucide-react';
import Link from 'next/link';
import { type Permission, permissions } from '@/lib/access/permissions';
import { Button } from '../ui/button';

/** The page that a permission would open, for somebody without it: which one is missing, and who can give it. */
export function Forbidden({ permission }: { permission?: Permission }) {
  const missing = permissions.find(({ name }) => name === permission);
  return (
    <div className="max-w-lg space-y-5 py-4 sm:py-10">
      <title>You can’t open this page · Muster</title>
      <span className="grid size-11 place-items-center rounded-full border bg-surface">
        <Lock aria-hidden className="size-5 text-ink-soft" />
      </span>
      <div className="space-y-2">
        <h1 className="text-2xl">You can’t open this page</h1>
        {missing ? (
          <p className="text-ink-soft">
            It takes the permission <strong className="font-semibold text-ink">“{missing.label}”</strong>,
            which none of your roles has. Somebody who manages roles for your client can add it to one of
            them.
          </p>
        ) : (
          <p className="text-ink-soft">
            None of your roles has a permission for it. Somebody who manages roles for your client can help.
          </p>
        )}
      </div>
      <Button asChild variant="secondary">
        <Link href="/">See what you may do</Link>
      </Button>
    </div>
  );
}
