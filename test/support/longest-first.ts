import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that take longest, of windows and without, the longest first. Whatever else there is comes after them. */
const LONG = [
  'e2e/day.zh-CN.test.ts',
  'e2e/day.en.test.ts',
  'e2e/notebook.test.ts',
  'e2e/guide-figures.test.ts',
  'e2e/print.test.ts',
  'e2e/accessibility.test.ts',
  'e2e/main-job.test.ts',
  'e2e/results.test.ts',
  'e2e/analysis.test.ts',
  'e2e/bench.test.ts',
  'e2e/cohorts.test.ts',
  'e2e/figures.test.ts',
  'e2e/prescribing.test.ts',
  'e2e/visit.test.ts',
  'e2e/keyboard.test.ts',
  'e2e/waiting.test.ts',
  'e2e/table.test.ts',
  'e2e/today.test.ts',
  'e2e/offered.test.ts',
  'e2e/gallery.test.ts',
  'e2e/conflict.test.ts',
  'e2e/codes.test.ts',
  'e2e/facts.test.ts',
  'e2e/duplicates.test.ts',
  'e2e/unsaved.test.ts',
  'e2e/hosting.test.ts',
  'e2e/week.test.ts',
  'e2e/cohort-drafts.test.ts',
  'unit/bench/runs.test.ts',
  'simulation/seeds.test.ts',
  'unit/storage/kill.test.ts',
  'migrations/migrations.test.ts',
  'simulation/attacks.test.ts',
  'members/interleaving.test.ts',
  'exchange/round-trip.test.ts',
  'exchange/resume.test.ts',
  'unit/storage/repair.test.ts',
  'simulation/regressions.test.ts',
  'unit/cli/usage.test.ts',
  'unit/notebook/vault.test.ts',
  'measures/independent.test.ts',
];

/** Begins with the files that take longest, so that no worker is left with one of them at the end while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
