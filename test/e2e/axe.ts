import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { must, type Person } from './person.ts';

const RULES = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Levels A and AA of WCAG 2.2. Of what passes only the rules are told: to describe each place takes as long as to judge it. */
const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
};

interface Judge {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** What the WCAG 2.2 rules at levels A and AA find wrong with the page as it stands: the rule and the first place. */
export async function violations({ page }: Person): Promise<string[]> {
  must(page.frames().length === 1, 'the rules look at the whole window');
  // read once a document: it is half a megabyte
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${RULES};undefined`);
  const { passed, wrong } = await page.evaluate(async (options) => {
    const result = await (globalThis as Judge).axe?.run(options);
    return {
      passed: result?.passes.length ?? 0,
      wrong: (result?.violations ?? []).map(
        ({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
      ),
    };
  }, OPTIONS);
  must(passed > 5, 'the rules looked at something');
  return wrong;
}
