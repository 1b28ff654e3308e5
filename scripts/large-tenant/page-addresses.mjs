// The addresses whose times matter: every page, and every combination of what its lists are filtered by.

const statuses = ['active', 'deactivated', 'removed'];
const searches = ['a', 'ada', 'love', 'ada.lovelace', 'Ada Lovelace', 'zoe.youngdahl', '500000', 'nobody'];
const memberSearches = ['ada', 'ada.lovelace', 'zoe.youngdahl', 'nobody'];
const outcomes = ['done', 'refused'];
const actors = ['identity-provider', 'user', 'operator', 'system'];
const areas = ['users-created', 'users-changed', 'members', 'roles', 'configuration', 'sign-ins', 'requests'];
const found = ['ada', 'Ada Lovelace', 'ada.lovelace', 'role 2', 'nobody'];

const users = [
  '/settings/users',
  ...statuses.map((status) => `/api/users?status=${status}`),
  ...['local', 'provisioned'].flatMap((from) => [
    `/api/users?origin=${from}`,
    ...statuses.map((status) => `/api/users?origin=${from}&status=${status}`),
  ]),
  ...searches.map((text) => `/api/users?search=${encodeURIComponent(text)}`),
  '/api/users?search=ada&status=removed',
  '/api/users?search=nobody&status=removed&origin=local',
  ...[2, 200].map((page) => `/api/users?page=${page}`),
  '/api/users?status=deactivated&page=200',
];

const members = (id) => [
  `/settings/roles/${id}`,
  `/api/roles/${id}/members?size=20`,
  `/api/roles/${id}/members?size=20&page=500`,
  ...memberSearches.map((text) => `/api/roles/${id}/members?size=20&search=${text}`),
];

const activity = (old) => [
  '/settings/activity',
  `/api/activity?before=${old}`,
  ...outcomes.flatMap((outcome) => [
    `/api/activity?outcome=${outcome}`,
    ...actors.map((actor) => `/api/activity?outcome=${outcome}&actor=${actor}`),
  ]),
  ...actors.map((actor) => `/api/activity?actor=${actor}`),
  `/api/activity?actor=operator&before=${old}`,
  ...areas.map((area) => `/api/activity?area=${area}`),
  ...['1h', '24h', '30d'].map((within) => `/api/activity?within=${within}`),
  '/api/activity?area=sign-ins&actor=user&from=2025-05-01T00:00:00Z&to=2025-05-02T00:00:00Z',
  '/api/activity?area=configuration&outcome=refused&actor=user&within=30d',
  ...found.map((text) => `/api/activity?search=${encodeURIComponent(text)}`),
  '/api/activity?search=ada&area=users-changed&outcome=done&actor=identity-provider',
];

const about = (id) => [
  `/api/activity?subject=${id}`,
  `/api/activity?subject=${id}&outcome=refused`,
  `/api/activity?subject=${id}&actor=user&outcome=done`,
  `/api/activity?subject=${id}&area=roles`,
  `/api/activity?person=${id}`,
  `/api/activity?person=${id}&subject=${id}`,
];

/**
 * The addresses to time.
 * @param {(path: string) => Promise<any>} get asks a JSON route, for the ids that some addresses need
 * @returns {Promise<string[]>}
 */
export async function addresses(get) {
  const roleId = async (search) => (await get(`/api/roles?search=${encodeURIComponent(search)}`)).roles[0].id;
  const [everybody, tenth] = [await roleId('role 1'), await roleId('role 2')];
  const user = (await get('/api/users?size=1')).users[0].id;
  const { entries } = await get('/api/activity?limit=200');
  const { id: someRole } = entries.find(({ subject }) => subject.kind === 'role').subject;
  // A year before the newest entry.
  const old = `019a${entries[0].id.slice(4)}`;
  return [
    ...['/', '/settings', '/settings/scim', '/api/scim-configuration', '/api/client'],
    ...users,
    `/settings/users/${user}`,
    ...['/settings/roles', '/api/roles?search=role+77', '/api/roles?origin=local', '/api/roles?page=40'],
    ...[everybody, tenth].flatMap(members),
    ...activity(old),
    `/settings/activity/${entries[0].id}`,
    `/api/activity?after=${entries[0].id}`,
    ...[user, someRole, tenth].flatMap(about),
    ...['/sign-in', '/forgot-password'],
  ];
}
