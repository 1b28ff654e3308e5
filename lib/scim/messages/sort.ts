import { invalidValue } from '../error';
import { findAttribute, pathOf, resolve, type Target, unknownAttribute } from '../schema/attribute-path';
import type { ResourceType } from '../schema/resource-type';

/**
 * Finds the attribute to sort by; of a complex one its `value`, where it names no part (RFC 7644 §3.4.2.3).
 * @throws ScimError invalidValue
 */
export function sortTarget(type: ResourceType, sortBy: string): Target {
  const named = resolve(type, sortBy.trim());
  if (named?.kind !== 'attribute') throw invalidValue(`\`sortBy\`: ${unknownAttribute(type, sortBy.trim())}`);
  const { attribute, sub } = named;
  if (attribute.returned === 'never')
    throw invalidValue(`\`sortBy\`: nothing is sorted by \`${attribute.name}\`.`);
  if (sub || attribute.type !== 'complex') return named;
  const value = findAttribute(attribute.subAttributes, 'value');
  if (value) return { ...named, sub: value };
  const parts = attribute.subAttributes.slice(0, 3).map((one) => `${pathOf(named)}.${one.name}`);
  throw invalidValue(
    `\`sortBy\` must name one part of \`${attribute.name}\`, such as \`${parts.join('`, `')}\`.`,
  );
}
