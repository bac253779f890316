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

/** What is judged by colours and sizes. All other rules look at what the page is made of, which is the same in every theme and size of letters. */
const BY_LOOKS: RunOptions = {
  ...OPTIONS,
  runOnly: {
    type: 'rule',
    values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
  },
};

interface Judge {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** What the WCAG 2.2 rules at levels A and AA find wrong with the page as it stands: the rule and the first place. */
export function violations(person: Person): Promise<string[]> {
  return judged(person, OPTIONS, 5);
}

/** What is wrong with a page that passed `violations` in another theme or size, as it looks now. */
export function looksWrong(person: Person): Promise<string[]> {
  return judged(person, BY_LOOKS, 0);
}

/** @param atLeast more rules than these have something to pass */
async function judged({ page }: Person, options: RunOptions, atLeast: number): Promise<string[]> {
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
  }, options);
  must(passed > atLeast, 'the rules looked at something');
  return wrong;
}
