import type { Configuration, Rotation } from './use-configuration';

export const retirements = [
  { value: 'confirmed', label: 'When I say so' },
  { value: '24', label: 'In 24 hours, or when I say so' },
  { value: '168', label: 'In 7 days, or when I say so' },
] as const;

export const lifetimes = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '180', label: 'In 180 days' },
  { value: '365', label: 'In a year' },
] as const;

/** How a key is to be rotated, as it is chosen. */
export interface RotationPlan {
  readonly mode: Rotation['mode'];
  /** When the old key ends, where it is rotated with confirmation. */
  readonly retires: (typeof retirements)[number]['value'];
  readonly lifetime: (typeof lifetimes)[number]['value'];
}

/** The lifetime that the key in force was given, as near as there is one to choose. */
function usualLifetime({ createdAt, expiresAt }: Configuration['key']): RotationPlan['lifetime'] {
  if (expiresAt === null) return 'never';
  const days = (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
  const [, ...terms] = lifetimes;
  return terms.find(({ value }) => Number(value) >= days - 1)?.value ?? '365';
}

/** What is chosen at first: what most rotations are, for as long as the key in force was given. */
export function firstPlan(key: Configuration['key']): RotationPlan {
  return { mode: 'now', retires: 'confirmed', lifetime: usualLifetime(key) };
}

/** The rotation that a plan means, its days counted from now on. */
export function rotationOf({ mode, retires, lifetime }: RotationPlan): Rotation {
  return {
    mode,
    retiresInHours: retires === 'confirmed' ? null : Number(retires),
    expiresAt:
      lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString(),
  };
}
