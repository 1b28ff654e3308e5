import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteEarlier } from './build.mjs';

test('a build leaves nothing of earlier ones, and takes nothing else away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-dist-'));
  try {
    const made = ['server.js', 'server.js.map', 'shared-new.js', 'shared-new.js.map'];
    for (const name of [...made, 'shared-old.js', 'shared-old.js.map', 'muster-build'])
      writeFileSync(join(folder, name), '');
    deleteEarlier(folder, made);
    expect(readdirSync(folder).sort()).toEqual(['muster-build', ...made].sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
});
