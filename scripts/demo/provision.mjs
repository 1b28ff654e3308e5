// What happens in a client's first days: everybody arrives, groups are pushed, some change, some leave, some fail.
import { groups, person } from './company.mjs';

/** Runs `work` for each of `all`, several at once, and gives the results in their order. */
async function each(all, work, atOnce = 8) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < all.length) {
      const i = next++;
      results[i] = await work(all[i], i);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/**
 * Provisions `count` people and their groups.
 * @param {import('./okta-client.mjs').OktaClient} okta
 * @returns the people with their ids, and the groups' ids by name
 */
export async function provision(okta, count) {
  await okta.testConnection();
  const people = Array.from({ length: count }, (_, n) => person(n));
  const ids = await each(people, (one) => okta.assign(one));
  const made = new Map();
  for (const { name, has } of groups) {
    const members = ids.filter((_, n) => has(people[n]));
    made.set(name, await okta.push(name, members));
  }
  return { people: people.map((one, n) => ({ ...one, id: ids[n] })), groups: made };
}

/** What comes after: titles change, people leave and come back, and requests fail as they do at real clients. */
export async function change(okta, { people, groups: ids }) {
  for (const one of people.filter((_, n) => n % 40 === 3))
    await okta.update(one.id, { ...one, title: `Senior ${one.title}` });
  const leaving = people.filter((_, n) => n % 50 === 7);
  for (const { id } of leaving) await okta.setActive(id, false);
  for (const { id } of leaving.filter((_, n) => n % 4 === 0)) await okta.setActive(id, true);
  const [first, second] = people;
  await okta.removeMembers(ids.get(first.department), [first.id]);
  await okta.addMembers(ids.get('Security'), [first.id]);
  // A name that is taken, a filter that nobody can read, an address that is none.
  await okta.send('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: second.userName,
  });
  await okta.send('GET', `/Users?filter=${encodeURIComponent('userName eq')}`);
  await okta.send('GET', '/User?startIndex=1&count=2');
}
