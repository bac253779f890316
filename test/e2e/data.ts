import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { BIN, NODE24, ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';

/** What the scenario imports, and what is known of it. */
export interface DataSet {
  /** Where it comes from, for people. */
  readonly source: string;
  /** Files or folders as one chooses them in the dialog. */
  readonly bundles: readonly string[];
  readonly ndjson: readonly string[];
  /** A name that is in it: to search for, and a canary. */
  readonly name: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Real data from XINGLIN_TEST_DATA (by default ../shared/data beside the project); where that is absent, a clinic that the
 * project's own `xinglin generate` makes.
 */
export async function dataFor(folder: string, env: Readonly<Record<string, string>>): Promise<DataSet> {
  const real = resolve(ROOT, process.env.XINGLIN_TEST_DATA ?? join('..', 'shared', 'data'));
  const bundles = join(real, 'synthea-bundles');
  const ndjson = join(real, 'synthea-ndjson', 'ten-patients');
  if (existsSync(bundles) && existsSync(ndjson)) {
    return { source: real, bundles: filesIn(bundles), ndjson: filesIn(ndjson), name: 'Benavides' };
  }
  const out = join(folder, 'generated');
  const program = join(ROOT, 'build', 'bin', 'xinglin.mjs');
  const args = [program, 'generate', '--patients', '40', '--seed', '7', '--out', out];
  const made = await capture(NODE24, args, { env: { ...env, PATH: `${BIN}:${env.PATH}` } });
  if (made.code !== 0) throw new Error(`xinglin generate failed: ${made.stderr}`);
  const files = filesIn(out).filter((path) => path.endsWith('.ndjson'));
  return {
    source: 'xinglin generate --patients 40 --seed 7',
    bundles: [],
    ndjson: files,
    name: firstName(join(out, 'Patient.ndjson')),
  };
}

const Named = z.object({ name: z.array(z.object({ text: z.string() })).min(1) });

function firstName(file: string): string {
  const [line = ''] = readFileSync(file, 'utf8').split('\n');
  return Named.parse(JSON.parse(line)).name[0]?.text ?? '';
}

/** Files that no import may trust. The name of each says what is wrong with it. */
export function badFiles(folder: string): readonly string[] {
  const place = join(folder, 'bad');
  mkdirSync(place, { recursive: true });
  const whole = JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: { resourceType: 'Basic', id: 'x' } }],
  });
  const contents = {
    'truncated.json': whole.slice(0, -30),
    'not-json.json': 'name;born\nsomebody;1970\n',
    'without-type.json': JSON.stringify({ id: 'no-type', name: [{ family: 'Nobody' }] }),
  };
  return Object.entries(contents).map(([name, text]) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  });
}
