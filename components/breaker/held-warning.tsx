import type { BreakerView } from '@/lib/connection';
import { providerOf } from '@/lib/connection/providers/providers';
import { Alert } from '../ui/alert';
import { TextLink } from '../ui/text-link';
import { capital, people } from './people';

/** Says that the circuit breaker waits for a decision; nothing where it holds nobody. */
export function HeldWarning({ breaker, className }: { breaker: BreakerView; className: string }) {
  if (breaker.held === 0) return null;
  return (
    <Alert
      tone="warning"
      className={className}
      title={`${capital(providerOf(breaker.provider).name)} wants to end the access of ${people(breaker.held)} more`}
    >
      They keep access until you decide.{' '}
      <TextLink href="/settings/scim#circuit-breaker">See who they are</TextLink>
    </Alert>
  );
}
