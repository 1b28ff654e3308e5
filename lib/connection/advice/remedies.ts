// Data that the server and the browser read: imports nothing but data of that kind, and types.
import { attributeNames } from '../providers/attribute-names';
import type { ProviderId } from '../providers/providers';
import { keywordRemedies } from './keyword-remedies';
import type { Refusal, Remedy, Row } from './remedy';
import { at } from './remedy-places';
import { statusRemedies } from './status-remedies';

const unknown: Row = {
  title: 'The request was refused',
  meaning: 'The answer says why.',
  fix: ({ retry }) => `Mend what the answer names. ${retry}`,
};

function rowOf(refusal: Refusal): Row {
  const { scimType } = refusal;
  const known = statusRemedies.find(({ fits }) => fits(refusal));
  if (known) return known;
  const named = scimType && Object.hasOwn(keywordRemedies, scimType) ? keywordRemedies[scimType] : undefined;
  return named ?? unknown;
}

/** The attribute that a refusal names, as the provider calls it: “userName is userPrincipalName there.” */
function attributeHint({ detail }: Refusal, provider: ProviderId): string {
  if (provider === 'other') return '';
  const named = attributeNames.find(({ scim }) => detail.includes(`\`${scim.replace(/\[.*/, '')}`));
  const name = named?.[provider];
  if (!named || !name || name === '-' || name === named.scim) return '';
  return ` ${named.scim.replace(/\[.*/, '')} is filled from “${name}” there.`;
}

/** What a refusal means, and the fix at an identity provider. There is one for every refusal. */
export function remedyOf(refusal: Refusal, provider: ProviderId): Remedy {
  const { title, meaning, fix } = rowOf(refusal);
  const hint = refusal.status === 400 ? attributeHint(refusal, provider) : '';
  return { title, meaning, fix: fix(at[provider]) + hint };
}

/** Every row with its name: what the catalogue knows. */
export const remedyTitles: readonly string[] = [
  ...statusRemedies,
  ...Object.values(keywordRemedies),
  unknown,
].map(({ title }) => title);
