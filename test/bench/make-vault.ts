/**
 * `make-vault.ts FOLDER PATIENTS`: a process of its own, so that its peak of memory is the vault's. Generates into FOLDER/ndjson, imports
 * that into a new clinic in FOLDER/home, removes the files and writes FOLDER/made.json.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../build/setup/paths.ts';
import { peakMemory } from './peak.ts';
import { SEED } from './sample.ts';
import { foundClinic, openHome } from './vaults.ts';

const [folder, patients] = z
  .tuple([z.string().min(1), z.coerce.number().int().positive()])
  .parse(process.argv.slice(2));
const source = join(folder, 'ndjson');
rmSync(source, { recursive: true, force: true });

const generating = performance.now();
const peak = generate();
const generateMs = performance.now() - generating;
const bytes = readdirSync(source).reduce((sum, name) => sum + statSync(join(source, name)).size, 0);

const vault = await openHome(folder, 'home', false);
await foundClinic(vault);
const importing = performance.now();
const { created } = await vault.ask('import.files', { job: 'bench', paths: [source] });
const importMs = performance.now() - importing;
await vault.vault.close();
rmSync(source, { recursive: true, force: true });
const made = {
  patients,
  records: created,
  bytes,
  generateMs,
  generatePeak: peak,
  importMs,
  importPeak: peakMemory(),
};
writeFileSync(join(folder, 'made.json'), `${JSON.stringify(made)}\n`);

/** Runs the command; its peak of memory in bytes. */
function generate(): number {
  const code = `
    const { generateFiles } = await import(${JSON.stringify(join(ROOT, 'electron', 'cli', 'generate.ts'))});
    const options = { patients: ${patients}, seed: ${SEED}, locale: 'mixed' };
    await generateFiles(${JSON.stringify(source)}, options, () => {}, new AbortController().signal);
    const { peakMemory } = await import(${JSON.stringify(join(ROOT, 'test', 'bench', 'peak.ts'))});
    console.log(peakMemory());`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return Number(stdout);
}
