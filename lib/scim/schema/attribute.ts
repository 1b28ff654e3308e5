/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex';

/** An attribute's definition with all characteristics of RFC 7643 §7. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes: readonly Attribute[];
}

/** A schema of RFC 7643 §7: a URN and its attributes. */
export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

type Characteristics = Partial<Omit<Attribute, 'name' | 'description'>>;

/** An attribute with the defaults of RFC 7643 §2.2 where `characteristics` says nothing else. */
export function attribute(
  name: string,
  description: string,
  characteristics: Characteristics = {},
): Attribute {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    // A reference, like a binary, has no letters that mean the same (RFC 7643 §2.3.6, §2.3.7).
    caseExact: characteristics.type === 'reference' || characteristics.type === 'binary',
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    subAttributes: [],
    ...characteristics,
  };
}

/** The multi-valued complex attribute of RFC 7643 §2.4: value, display, type, primary. */
export function plural(
  name: string,
  description: string,
  { types, value = {} }: { types?: readonly string[]; value?: Characteristics } = {},
): Attribute {
  return attribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', `The value of one of the ${name}.`, value),
      attribute('display', 'A name of the value for people, primarily for display.'),
      attribute('type', 'A label for the value’s function.', types && { canonicalValues: types }),
      attribute('primary', 'True for the preferred value; true for at most one of them.', {
        type: 'boolean',
      }),
    ],
  });
}
