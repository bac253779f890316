import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFiles } from '../../../electron/cli/generate.ts';
import { attempt } from '../../../shared/base/result.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-generate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = { patients: 120, seed: 4, locale: 'mixed' } as const;
const never = new AbortController().signal;
const lines = (out: string, file: string): string[] =>
  readFileSync(join(out, file), 'utf8').split(/\r?\n/).filter(Boolean);

describe('a generated clinic in files', () => {
  it('has one file for each type, and no list of what is hidden where nothing is', async () => {
    const out = join(folder, 'clean');
    const { files, resources } = await generateFiles(out, OPTIONS, () => {}, never);
    expect(files.length).toBe(17);
    expect(readdirSync(out).every((name) => name.endsWith('.ndjson'))).toBe(true);
    expect(readdirSync(out).reduce((sum, name) => sum + lines(out, name).length, 0)).toBe(resources);
    for (const line of lines(out, 'Observation.ndjson')) expect(JSON.parse(line).resourceType).toBe('Observation');
  });

  it('comes with the truth about duplicates and damage', async () => {
    const out = join(folder, 'dirty');
    const made = await generateFiles(out, { ...OPTIONS, duplicates: 0.2, errors: 0.1 }, () => {}, never);
    const [head, ...pairs] = lines(out, 'truth.csv');
    expect(head).toBe('person,patient,differences');
    expect(pairs.length).toBe(2 * (made.duplicates ?? 0));
    const ids = new Set(lines(out, 'Patient.ndjson').map((line) => String(JSON.parse(line).id)));
    for (const pair of pairs) expect(ids.has(pair.split(',')[1] ?? '')).toBe(true);
    const [, ...damages] = lines(out, 'errors.csv');
    expect(damages.length).toBeGreaterThan(100);
    expect(made.damaged).toBe(damages.length);
  });

  it('leaves nothing behind when it is cancelled, and overwrites nothing', async () => {
    const out = join(folder, 'cancelled');
    const abort = new AbortController();
    const work = generateFiles(out, { ...OPTIONS, patients: 100_000 }, () => abort.abort(), abort.signal);
    expect(await attempt(() => work)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(readdirSync(out)).toEqual([]);
    const again = await attempt(() => generateFiles(join(folder, 'clean'), OPTIONS, () => {}, never));
    expect(again).toMatchObject({ ok: false, error: { code: 'already-exists' } });
  });
});
