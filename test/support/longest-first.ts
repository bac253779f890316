import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that take longest, of windows and without, the longest first. Whatever else there is comes after them. */
const LONG = [
  'day.zh-CN.test.ts',
  'day.en.test.ts',
  'bench.test.ts',
  'accessibility.test.ts',
  'main-job.test.ts',
  'print.test.ts',
  'results.test.ts',
  'keyboard.test.ts',
  'conflict.test.ts',
  'prescribing.test.ts',
  'waiting.test.ts',
  'offered.test.ts',
  'codes.test.ts',
  'week.test.ts',
  'today.test.ts',
  'visit.test.ts',
  'duplicates.test.ts',
  'unsaved.test.ts',
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
