// The gate that holds the arrows of .dependency-cruiser.cjs, and proves on seeded faults that it can fail.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const root = resolve(import.meta.dirname, '../..');
const places = ['lib', 'app', 'components', 'test', 'e2e', 'scripts'];

/** A forbidden import of each kind, where it is written and the rule that must catch it. */
const seededFaults = [
  { file: 'lib/scim/seeded.ts', imports: 'node:fs', rule: 'scim-is-pure' },
  { file: 'lib/activity/seeded.ts', imports: '../connection', rule: 'arrow-activity' },
  { file: 'lib/auth/seeded.ts', imports: '../directory/fold', rule: 'arrow-auth' },
  {
    file: 'lib/directory/users/seeded.ts',
    imports: '../administration/reach',
    rule: 'arrow-directory-users',
  },
  { file: 'lib/directory/seeded.ts', imports: './resources/scope', rule: 'ground-of-directory' },
  { file: 'lib/activity/words/seeded.ts', imports: '../entries/list', rule: 'arrow-activity-words' },
  { file: 'lib/connection/keys/seeded.ts', imports: '../breaker/breaker', rule: 'arrow-connection-keys' },
  {
    file: 'lib/auth/first-sign-in/seeded.ts',
    imports: '../sign-in/accounts',
    rule: 'arrow-auth-first-sign-in',
  },
  { file: 'lib/auth/seeded-ground.ts', imports: './passwords/passwords', rule: 'ground-of-auth' },
  { file: 'lib/auth/seeded/seeded.ts', imports: '../token', rule: 'parts-of-auth-are-known' },
  {
    file: 'lib/scim-api/admission/seeded.ts',
    imports: '../notes/note-exchange',
    rule: 'arrow-scim-api-admission',
  },
  { file: 'lib/scim-api/seeded.ts', imports: './doors/answer-scim', rule: 'ground-of-scim-api' },
  {
    file: 'lib/scim-api/conformance/seeded.ts',
    imports: '../messages/limits',
    rule: 'parts-of-scim-api-are-known',
  },
  { file: 'lib/mail/seeded.ts', imports: 'pg', rule: 'database-behind-lib' },
  { file: 'app/seeded.tsx', imports: '@/lib/database', rule: 'app-through-doors' },
  { file: 'app/seeded-start.ts', imports: '@/lib/server', rule: 'start-is-for-the-start' },
  { file: 'components/seeded.tsx', imports: '@/lib/auth', rule: 'components-are-client-safe' },
  { file: 'lib/access/seeded.ts', imports: '@/app/seeded', rule: 'nothing-imports-app' },
];

/** Makes swc read TypeScript as dependency-cruiser needs it: with JSX in .tsx, and a component's types left out. */
function teachParser() {
  const swc = require('@swc/core');
  const parse = swc.parseFileSync;
  swc.parseFileSync = (file, options) => {
    const module = parse(file, { ...options, tsx: file.endsWith('.tsx') });
    const erasesTypes = /[/\\]components[/\\]/.test(file);
    if (erasesTypes)
      module.body = module.body.filter((item) => !(item.type === 'ImportDeclaration' && item.typeOnly));
    return module;
  };
}

async function violations(folder, rules) {
  const { cruise } = await import('dependency-cruiser');
  const { options, ...ruleSet } = rules;
  const sources = [...places, 'server.ts'];
  const result = await cruise(
    sources,
    { ...options, baseDir: folder, ruleSet, validate: true },
    { ...options.enhancedResolveOptions, alias: { '@': folder } },
  );
  const modules = result.output.modules.filter(
    ({ source }) => /[.]tsx?$/.test(source) && !source.includes('node_modules'),
  );
  return { modules: modules.length, found: result.output.summary.violations };
}

/** How many TypeScript modules the version control knows in the places that are cruised. */
function listedModules() {
  const args = [
    'ls-files',
    '-z',
    '--',
    ...places.flatMap((place) => [`${place}/*.ts`, `${place}/*.tsx`]),
    'server.ts',
  ];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean).length;
}

async function missedFaults(rules) {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'muster-arrows-')));
  try {
    for (const place of [...places, 'server.ts', 'package.json'])
      cpSync(join(root, place), join(copy, place), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    for (const { file, imports } of seededFaults) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), `import '${imports}';\n`);
    }
    const { found } = await violations(copy, rules);
    return seededFaults.filter(
      ({ file, rule }) => !found.some((fault) => fault.from === file && fault.rule.name === rule),
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

teachParser();
const rules = require('../../.dependency-cruiser.cjs');
const { modules, found } = await violations(root, rules);
const missed = await missedFaults(rules);
const listed = listedModules();

for (const { from, to, rule } of found) console.error(`${rule.name}: ${from} -> ${to}`);
for (const { file, imports, rule } of missed)
  console.error(`Not caught: ${file} importing ${imports} (${rule}).`);
if (modules < listed) console.error(`Only ${modules} modules were read, of ${listed} that git lists.`);
const failed = found.length + missed.length + (modules < listed ? 1 : 0);
console.log(
  JSON.stringify({ passed: failed > 0 ? modules - found.length : modules + seededFaults.length, failed }),
);
process.exitCode = failed > 0 ? 1 : 0;
