import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NODE24, ROOT } from '../../../build/setup/paths.ts';
import { capture } from '../../../build/setup/run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-task-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit status of a task that does this. */
async function statusOf(work: string): Promise<number | null> {
  const program = join(folder, 'task.ts');
  const run = JSON.stringify(join(ROOT, 'build', 'setup', 'run.ts'));
  writeFileSync(program, `import { SetupProblem, task } from ${run};\nawait task(async () => {\n${work}\n});\n`);
  return (await capture(NODE24, [program])).code;
}

/** As the packager's own library does, once it has made a temporary folder. */
const ENDS_WELL = "process.on('beforeExit', () => process.exit(0));";

describe('a task ends', () => {
  it.each([
    ['return 0;', 0],
    ['', 0],
    ['return 1;', 1],
    ["throw new SetupProblem('x');", 1],
    ["throw new Error('x');", 1],
  ])('as its work did: %s', async (work, status) => {
    expect(await statusOf(work)).toBe(status);
  });

  it.each([
    ['return 1;', 1],
    ["throw new SetupProblem('x');", 1],
    ['return 0;', 0],
  ])('so whatever a library says at the end: %s', async (work, status) => {
    expect(await statusOf(`${ENDS_WELL}\n${work}`)).toBe(status);
  });

  it('as failed where it was ended before its work had', async () => {
    expect(await statusOf(`${ENDS_WELL}\nawait new Promise(() => {});\nreturn 0;`)).toBe(1);
    expect(await statusOf('process.exit(0);\nreturn 0;')).toBe(1);
  });
});
