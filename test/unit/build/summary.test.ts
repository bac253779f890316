import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, readReport } from '../../../build/checks/summary.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-summary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(
  numbers: Partial<Record<'Passed' | 'Failed' | 'Pending' | 'Todo', number>>,
  testResults: unknown[] = [],
): string {
  const file = join(folder, 'report.json');
  const of = (name: 'Passed' | 'Failed' | 'Pending' | 'Todo') => numbers[name] ?? 0;
  const counts = {
    numPassedTests: of('Passed'),
    numFailedTests: of('Failed'),
    numPendingTests: of('Pending'),
    numTodoTests: of('Todo'),
  };
  writeFileSync(file, JSON.stringify({ ...counts, testResults }));
  return file;
}

describe('counting tests', () => {
  it('counts passed, failed and skipped', () => {
    expect(readReport(report({ Passed: 5, Failed: 2, Pending: 1, Todo: 1 }), 1)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 2,
    });
  });

  it('counts a file that did not load, a run that failed otherwise, and a run without a report', () => {
    expect(readReport(report({ Passed: 5 }, [{ status: 'failed', assertionResults: [] }]), 1).failed).toBe(1);
    expect(readReport(report({ Passed: 5 }), 1).failed).toBe(1);
    expect(readReport(join(folder, 'none.json'), 0).failed).toBe(1);
  });

  it('adds runs', () => {
    expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 4, failed: 5, skipped: 6 })).toEqual({
      passed: 5,
      failed: 7,
      skipped: 9,
    });
  });
});
