import { describe, expect, it } from 'vitest';
import { OptionError, readOptions, wants } from './options.mjs';

describe('readOptions', () => {
  it('has defaults', () => {
    const settings = readOptions([]);
    expect(settings).toMatchObject({
      stages: [50_000],
      'group-sizes': [100, 100_000],
      fill: 'requests',
      raw: 'yes',
    });
    expect(settings && wants(settings, 'get')).toBe(true);
  });

  it('reads what is given', () => {
    const args =
      '--stages 10000,1000000 --groups-at 0 --fill-seconds 900 --only get,put --skip put --fill sql';
    const settings = readOptions(args.split(' '));
    expect(settings).toMatchObject({
      stages: [10_000, 1_000_000],
      'groups-at': 0,
      'fill-seconds': 900,
      fill: 'sql',
    });
    const wanted = ['get', 'put', 'list'].filter((name) => settings && wants(settings, name));
    expect(wanted).toEqual(['get']);
  });

  it('measures another server alone, unless the raw reference is asked for', () => {
    const other = ['--base', 'http://127.0.0.1:1/scim/v2', '--token', 't'];
    expect(readOptions(other)).toMatchObject({ raw: 'no' });
    expect(readOptions([...other, '--raw', 'yes'])).toMatchObject({ raw: 'yes' });
  });

  it.each([
    ['--stages', 'many'],
    ['--fill', 'magic'],
    ['--base', 'http://127.0.0.1:1/scim/v2'],
    ['--unknown', '1'],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(OptionError);
  });

  it('gives help', () => {
    expect(readOptions(['--help'])).toBeUndefined();
  });
});
