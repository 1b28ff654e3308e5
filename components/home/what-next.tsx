import type { UserPage } from '@/lib/directory';
import { Card } from '../ui/card';
import { TextLink } from '../ui/text-link';
import { providerName } from '../users/origin-badge';

interface WhatNextProps {
  tenantName: string;
  page: Pick<UserPage, 'provider'> & { readonly roles: readonly { readonly name: string }[] };
  /** Where help is found, if the operator said so. */
  supportUrl: string | undefined;
}

function rolesWords({ roles, provider }: WhatNextProps['page']): string {
  const from = provider === null ? 'there' : `at ${providerName(provider)}`;
  const [first, ...others] = roles.map(({ name }) => `“${name}”`);
  if (!first)
    return provider === null
      ? 'You have no role yet. Somebody who manages roles gives you one, and it shows here.'
      : `You have no role yet. Your organisation puts you into a group ${from}, and it arrives here as a role by itself.`;
  const names = [first, ...others].join(', ');
  return others.length === 0 ? `You have the role ${names}.` : `You have the roles ${names}.`;
}

/** For people whom nothing is open to yet: what happens until something is, and who does it. */
export function WhatNext({ tenantName, page, supportUrl }: WhatNextProps) {
  const steps = [
    { title: 'You have an account', text: 'You are signed in, and nothing is missing on your side.' },
    { title: 'You get a role', text: rolesWords(page) },
    {
      title: 'The role gets its permissions',
      text: `Somebody who manages roles for ${tenantName} decides what its members may do.`,
    },
    {
      title: 'This page shows what is open to you',
      text: 'At once, without signing in again. Reload it, or come back later.',
    },
  ];
  const reached = page.roles.length > 0 ? 2 : 1;
  return (
    <Card className="px-5 py-5 sm:px-6">
      <ol className="space-y-4">
        {steps.map(({ title, text }, place) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden
              className={
                place < reached
                  ? 'mt-0.5 grid size-5.5 shrink-0 place-items-center rounded-full bg-accent text-xs font-semibold text-on-accent'
                  : 'mt-0.5 grid size-5.5 shrink-0 place-items-center rounded-full border border-line-strong text-xs font-semibold text-ink-soft'
              }
            >
              {place + 1}
            </span>
            <div className="min-w-0">
              <p className="font-medium">
                {title}
                {place < reached ? <span className="font-normal text-ink-soft"> (done)</span> : null}
              </p>
              <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      {supportUrl ? (
        <p className="mt-5 border-t pt-4 text-sm text-ink-soft">
          Does it take too long? <TextLink href={supportUrl}>Contact support</TextLink>
        </p>
      ) : null}
    </Card>
  );
}
