import { attribute } from './attribute';

/** The attributes that every resource has beside those of its schemas (RFC 7643 §3, §3.1). */
export const commonAttributes = [
  attribute('schemas', 'The URNs of the schemas that this resource has attributes of.', {
    type: 'reference',
    referenceTypes: ['uri'],
    multiValued: true,
    required: true,
    // URNs of schemas compare without case (RFC 7643 §2.1).
    caseExact: false,
    // It follows from the attributes that have a value: nobody writes it by itself.
    mutability: 'readOnly',
    returned: 'always',
  }),
  attribute('id', 'The identifier that Muster gave the resource.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('meta', 'What Muster knows of the resource itself.', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      attribute('resourceType', 'The name of the resource type.', {
        caseExact: true,
        mutability: 'readOnly',
      }),
      attribute('created', 'When the resource was made.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('lastModified', 'When the resource last changed.', {
        type: 'dateTime',
        mutability: 'readOnly',
      }),
      attribute('location', 'The address of the resource.', {
        type: 'reference',
        referenceTypes: ['uri'],
        mutability: 'readOnly',
      }),
      attribute('version', 'The ETag of the resource.', { caseExact: true, mutability: 'readOnly' }),
    ],
  }),
];

/** RFC 7643 §3.1: listed in each schema, because identity providers look for it there. */
export const externalId = attribute(
  'externalId',
  'The identifier that the identity provider gave the resource.',
  {
    caseExact: true,
  },
);
