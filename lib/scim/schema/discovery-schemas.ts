import { urns } from '../urns';
import { type Attribute, attribute, type Schema } from './attribute';

// The schemas of what the discovery endpoints show (RFC 7643 §5-§7, §8.7.2): all of it is readOnly.

type Kind = Parameters<typeof attribute>[2];

const fact = (name: string, description: string, kind: Kind = {}): Attribute =>
  attribute(name, description, { mutability: 'readOnly', ...kind });

const text = (name: string, description: string, required = true) => fact(name, description, { required });
const flag = (name: string, description: string) =>
  fact(name, description, { type: 'boolean', required: true });
const count = (name: string, description: string) =>
  fact(name, description, { type: 'integer', required: true });
const uri = (name: string, description: string, required: boolean) =>
  fact(name, description, { type: 'reference', referenceTypes: ['uri'], required });

const complex = (name: string, description: string, subAttributes: readonly Attribute[], kind: Kind = {}) =>
  fact(name, description, { type: 'complex', required: true, subAttributes, ...kind });

const option = (name: string, description: string, more: readonly Attribute[] = []) =>
  complex(name, description, [flag('supported', 'True where it is offered.'), ...more]);

/** RFC 7643 §5, with the pagination of RFC 9865 §4. */
export const serviceProviderConfigSchema: Schema = {
  id: urns.serviceProviderConfig,
  name: 'ServiceProviderConfig',
  description: 'What the service offers',
  attributes: [
    uri('documentationUri', 'Where the documentation of the service is.', false),
    option('patch', 'Whether resources can be modified in part.'),
    option('bulk', 'Whether many requests can be sent as one.', [
      count('maxOperations', 'How many operations one bulk request may have.'),
      count('maxPayloadSize', 'How many bytes one bulk request may have.'),
    ]),
    option('filter', 'Whether lists can be filtered.', [
      count('maxResults', 'How many resources a page may have.'),
    ]),
    option('changePassword', 'Whether passwords can be changed.'),
    option('sort', 'Whether lists can be sorted.'),
    option('etag', 'Whether resources have versions.'),
    complex(
      'pagination',
      'How lists are paged.',
      [
        flag('cursor', 'True where pages follow a cursor.'),
        flag('index', 'True where pages follow an index.'),
        text('defaultPaginationMethod', 'What is used where a request names none.', false),
        count('defaultPageSize', 'How many resources a page has where a request does not say.'),
        count('maxPageSize', 'How many resources a page may have.'),
        count('cursorTimeout', 'For how many seconds a cursor may be used.'),
      ],
      { required: false },
    ),
    complex(
      'authenticationSchemes',
      'How clients authenticate.',
      [
        text('type', 'The scheme.'),
        text('name', 'The scheme’s name for people.'),
        text('description', 'What the scheme is.'),
        uri('specUri', 'Where the scheme is specified.', false),
        uri('documentationUri', 'Where the scheme is documented.', false),
        fact('primary', 'True for the preferred scheme.', { type: 'boolean' }),
      ],
      { multiValued: true },
    ),
  ],
};

/** RFC 7643 §6. */
export const resourceTypeSchema: Schema = {
  id: urns.resourceType,
  name: 'ResourceType',
  description: 'A kind of resource that is served',
  attributes: [
    text('name', 'The name of the resource type.'),
    text('description', 'What the resource type is.', false),
    uri('endpoint', 'The path below the base address.', true),
    uri('schema', 'The URN of the base schema.', true),
    complex(
      'schemaExtensions',
      'The extensions that resources may have.',
      [
        uri('schema', 'The URN of the extension.', true),
        flag('required', 'True where every resource must have it.'),
      ],
      { multiValued: true },
    ),
  ],
};

const characteristics: readonly Attribute[] = [
  text('name', 'The name of the attribute.'),
  text('type', 'The data type of the attribute.'),
  flag('multiValued', 'True where the attribute has many values.'),
  text('description', 'What the attribute is.', false),
  flag('required', 'True where a resource must have the attribute.'),
  fact('canonicalValues', 'Values that are suggested.', { multiValued: true }),
  fact('caseExact', 'True where letter case counts.', { type: 'boolean' }),
  text('mutability', 'Whether the attribute can be written.'),
  text('returned', 'When the attribute is shown.'),
  text('uniqueness', 'Among which resources a value is unique.', false),
  fact('referenceTypes', 'What a reference may lead to.', { multiValued: true }),
];

/** RFC 7643 §7. */
export const schemaSchema: Schema = {
  id: urns.schema,
  name: 'Schema',
  description: 'A URN and its attributes',
  attributes: [
    text('name', 'The name of the schema.'),
    text('description', 'What the schema is of.', false),
    complex(
      'attributes',
      'The attributes of the schema.',
      [
        ...characteristics,
        complex('subAttributes', 'The parts of a complex attribute.', characteristics, {
          multiValued: true,
          required: false,
        }),
      ],
      { multiValued: true },
    ),
  ],
};
