import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { SettingsArea } from '../shell/settings-areas';
import { Card } from '../ui/card';

/** A page that is listed, and why it is open to the reader, where the list says that. */
type ListedArea = SettingsArea & { readonly why?: string };

/** Pages of Client Settings, with what each is for. */
export function AreaList({ areas }: { areas: readonly ListedArea[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {areas.map(({ href, label, about, why, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              className="group flex items-center gap-4 px-5 py-3.5 outline-offset-[-2px] transition-colors hover:bg-sunken/60 sm:px-6"
            >
              <Icon aria-hidden className="size-5 shrink-0 text-ink-soft group-hover:text-accent-text" />
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{label}</span>
                <span className="block text-sm text-ink-soft">{about}</span>
                {why ? <span className="block text-sm text-ink-soft">Open to you by {why}.</span> : null}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-soft" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
