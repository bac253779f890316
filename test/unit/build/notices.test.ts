import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importedPackages, NOTICES_FILE, notices } from '../../../build/notices.ts';
import { ROOT } from '../../../build/setup/paths.ts';

describe('third-party notices', () => {
  it('are current: run `node build/notices.ts` after a package came, went or changed its version', () => {
    expect(readFileSync(NOTICES_FILE, 'utf8')).toBe(notices());
  });

  it('cover what the product imports and what that brings along', () => {
    const text = notices();
    for (const name of ['react', 'fastify', 'echarts', 'libsodium-sumo', 'zrender'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(importedPackages(ROOT)).toContain('better-sqlite3');
    expect(importedPackages(ROOT)).not.toContain('vitest');
  });

  it('name only licences that let a clinic use, change and pass on the program', () => {
    const section = notices().split('\nPACKAGES\n')[1]?.split('\nTEXTS\n')[0] ?? '';
    const licences = new Set(
      section
        .trim()
        .split('\n')
        .map((line) => line.split(': ')[1]),
    );
    const permissive = [
      'MIT',
      'ISC',
      'Apache-2.0',
      'BSD-2-Clause',
      'BSD-3-Clause',
      '0BSD',
      'OFL-1.1',
      'Unlicense',
      'BlueOak-1.0.0',
      '(MIT OR CC0-1.0)',
      'MIT AND Apache-2.0',
      'WTFPL OR ISC',
      // @lhncbc/ucum-lhc: based on BSD, with the notices of the UCUM table; its text is among the TEXTS
      'SEE LICENSE IN LICENSE.md',
    ];
    expect([...licences].filter((licence) => !permissive.includes(licence ?? ''))).toEqual([]);
  });
});

describe('the licence', () => {
  it('is the whole of Apache-2.0, as package.json says', () => {
    const text = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
    expect(text).toContain('Version 2.0, January 2004');
    expect(text).toContain('END OF TERMS AND CONDITIONS');
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).toMatchObject({ license: 'Apache-2.0' });
  });
});
