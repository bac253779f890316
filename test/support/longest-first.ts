import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The windows' tests that take longest, the longest first. Whatever else there is comes after them. */
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
];

/** Begins with the files that take longest, so that no worker is left with one of them at the end while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(basename(moduleId));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
