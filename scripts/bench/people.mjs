// The users that are created: the same numbers give the same users on every server of a run.
import { randomBytes } from 'node:crypto';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Marks the names of this run, so that it can be repeated on a server that keeps the last one's. */
export const runId = randomBytes(4).toString('hex');

const givenNames = [
  'Anna',
  'Bruno',
  'Chloé',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hiro',
  'Ingrid',
  'João',
  'Katrin',
  'Liam',
];
const familyNames = [
  'Meyer',
  'Okafor',
  'Petrov',
  'Quispe',
  'Rossi',
  'Sánchez',
  'Tanaka',
  'Ueda',
  'Vogel',
  'Williams',
  'Xu',
  'Yilmaz',
  'Zhang',
];
const departments = ['Engineering', 'Sales', 'Finance', 'Legal', 'Support', 'Marketing'];

/** @param {number} i */
export const userNameOf = (i) => `u${runId}.${String(i).padStart(7, '0')}@example.com`;

function addressOf(i) {
  const streetAddress = `${1 + (i % 200)} Main Street`;
  return {
    type: 'work',
    streetAddress,
    locality: 'Berlin',
    region: 'BE',
    postalCode: String(10_000 + (i % 999)),
    country: 'DE',
    formatted: `${streetAddress}, Berlin`,
  };
}

/**
 * User number `i` as an identity provider sends it, with the enterprise extension: 27 values.
 * @param {number} i
 * @param {object} [other] attributes that are to be others
 */
export function userBody(i, other = {}) {
  const givenName = givenNames[i % givenNames.length];
  const familyName = familyNames[i % familyNames.length];
  const formatted = `${givenName} ${familyName}`;
  const userName = userNameOf(i);
  return {
    schemas: [userUrn, enterpriseUrn],
    externalId: `ext-${runId}-${i}`,
    userName,
    name: { formatted, givenName, familyName },
    displayName: formatted,
    title: `Specialist ${i % 40}`,
    preferredLanguage: 'en-US',
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
    phoneNumbers: [
      { value: `+49 30 ${1_000_000 + i}`, type: 'work' },
      { value: `+49 170 ${1_000_000 + i}`, type: 'mobile' },
    ],
    addresses: [addressOf(i)],
    [enterpriseUrn]: {
      employeeNumber: String(700_000 + i),
      costCenter: `CC${i % 50}`,
      organization: 'Example GmbH',
      division: `Div ${i % 9}`,
      department: departments[i % departments.length],
    },
    ...other,
  };
}
