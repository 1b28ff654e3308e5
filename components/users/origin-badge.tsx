import { providerOf } from '@/lib/connection/providers/providers';
import { Badge } from '../ui/badge';

/** The name of an identity provider in a sentence or a badge. */
export function providerName(provider: string | null): string {
  if (provider === null || provider === 'other') return 'Identity provider';
  return providerOf(provider).label;
}

/** Where a user or a role comes from. */
export function OriginBadge({
  origin,
  provider,
}: {
  origin: 'local' | 'provisioned';
  provider: string | null;
}) {
  return <Badge tone="outline">{origin === 'local' ? 'Local' : providerName(provider)}</Badge>;
}
