// The people and groups of an invented company, the same in every demo.

const givenNames = (
  'Ada Grace Alan Katherine Edsger Barbara Donald Radia Tim Margaret Dennis Frances Ken Hedy John Mary Linus Annie ' +
  'Guido Evelyn Niklaus Sophie Vint Karen Leslie Anita Tony Joan Robin Shafi Silvio Ingrid Mei Priya Omar Fatima Kofi ' +
  'Amara Diego Lucía Björn Zoë'
).split(' ');
const familyNames = (
  'Abbott Baker Castillo Dubois Eriksson Fischer García Haddad Ivanova Jensen Kowalski Laurent Müller Nakamura Okafor ' +
  "Petrov Quinn Rossi Singh Tanaka Ueda Vasquez Weber Xu Yılmaz Zhang O'Brien Lindqvist Moreau Novák Osei Papadopoulos " +
  'Ramírez Schneider Thompson van-Dijk'
).split(' ');
const places = [
  { locality: 'Berlin', region: 'BE', country: 'DE' },
  { locality: 'Lisbon', region: '11', country: 'PT' },
  { locality: 'Toronto', region: 'ON', country: 'CA' },
  { locality: 'Seoul', region: '11', country: 'KR' },
];

/** Departments: how large a share of the people each has, and what they are called there. */
const departments = [
  { name: 'Engineering', share: 34, titles: ['Engineer', 'Senior Engineer', 'Staff Engineer'] },
  { name: 'Sales', share: 20, titles: ['Account Executive', 'Sales Engineer'] },
  { name: 'Support', share: 16, titles: ['Support Specialist', 'Support Lead'] },
  { name: 'Finance', share: 9, titles: ['Accountant', 'Controller'] },
  { name: 'People', share: 7, titles: ['People Partner', 'Recruiter'] },
  { name: 'Security', share: 6, titles: ['Security Engineer', 'Security Analyst'] },
  { name: 'Leadership', share: 2, titles: ['Director', 'Vice President'] },
  { name: 'Contractors', share: 6, titles: ['Consultant'] },
];

/** The departments of a hundred people, as their shares say. */
const hundred = departments.flatMap((department) =>
  Array.from({ length: department.share }, () => department),
);

const ascii = (text) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/[^a-z]/g, '');

/**
 * The n-th person, as Okta's application profile has them.
 * @param {number} n from 0
 */
export function person(n) {
  const givenName = givenNames[(n * 5) % givenNames.length];
  const familyName = familyNames[(n * 11 + Math.floor(n / givenNames.length)) % familyNames.length];
  const { name: department, titles } = hundred[(n * 37) % hundred.length];
  const login = `${ascii(givenName)}.${ascii(familyName)}${n < 40 ? '' : n}@northwind.example`;
  return {
    externalId: `00u${(1_000_000 + n).toString(36)}`,
    userName: login,
    givenName,
    familyName,
    department,
    title: titles[n % titles.length],
    mobile: `+49 151 ${String(2_000_000 + n)}`,
    ...places[n % places.length],
  };
}

/** @typedef {ReturnType<typeof person>} Person */

/** The groups that are pushed: one a department, and two that cross them. */
export const groups = [
  ...departments.map(({ name }) => ({ name, has: (/** @type {Person} */ one) => one.department === name })),
  { name: 'Everyone', has: () => true },
  { name: 'Client Administrators', has: (/** @type {Person} */ one) => one.department === 'Leadership' },
];
