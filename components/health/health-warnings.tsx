'use client';

import { Alert } from '../ui/alert';
import { TextLink } from '../ui/text-link';
import type { Charted } from './use-health';

/** What an administrator should look at, in words. */
export function HealthWarnings({ warnings }: { warnings: Charted['health']['warnings'] }) {
  return warnings.map(({ kind, title, advice }) => (
    <Alert key={kind} tone="warning" title={title}>
      {advice}{' '}
      {kind === 'errors' ? (
        <TextLink href="/settings/activity?outcome=refused">See what was refused</TextLink>
      ) : null}
    </Alert>
  ));
}
