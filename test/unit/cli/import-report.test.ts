import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tellImport } from '../../../electron/cli/import-report.ts';
import { processWorld } from '../../../electron/cli/world.ts';
import { runImport } from '../../../electron/vault/exchange/import.ts';
import { attempt, fail, type Result } from '../../../shared/base/result.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { makeMemorySink } from '../../support/memory-sink.ts';
import { cleanUp, temporaryFolder } from './command.ts';

afterEach(cleanUp);

/** What is printed of an import, and the code that it ends with. */
async function told(result: Result<ImportReport>): Promise<{ printed: unknown[]; code: string | undefined }> {
  const printed: unknown[] = [];
  const context = { world: processWorld(), options: {}, print: (value: unknown) => void printed.push(value) };
  const ended = await attempt(() => tellImport(context, result));
  return { printed, code: ended.ok ? undefined : ended.error.code };
}

describe('an import on the command line', () => {
  it('that a full disk ends midway tells what is safely in, then the failure', async () => {
    const folder = join(temporaryFolder(), 'data');
    mkdirSync(folder);
    const lines = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ resourceType: 'Patient', id: `p${i}` }));
    writeFileSync(join(folder, 'p.ndjson'), ['garbage', ...lines].join('\n'));
    const sink = makeMemorySink({ fullAfter: 2 });
    const signal = new AbortController().signal;
    const result = await runImport({ paths: [folder], sink, signal, onProgress: () => {} });
    expect(await told(result)).toEqual({
      printed: [{ created: 2000, updated: 0, unchanged: 0, rejected: 1 }],
      code: 'disk-full',
    });
  });

  it('that never began tells the failure alone', async () => {
    expect(await told(fail('wrong-passphrase', 'No.'))).toEqual({ printed: [], code: 'wrong-passphrase' });
  });

  it('that changed nothing is done, whatever was rejected beside', async () => {
    const problem = { file: 'p.ndjson', line: 2, code: 'not-json', message: 'Not JSON.' } as const;
    const report = {
      created: 0,
      updated: 0,
      unchanged: 1,
      rejected: 1,
      faulty: 0,
      byType: {},
      types: {},
      errors: [problem],
      cancelled: false,
    };
    expect((await told({ ok: true, value: report })).code).toBeUndefined();
    expect((await told({ ok: true, value: { ...report, unchanged: 0 } })).code).toBe('not-json');
    expect((await told({ ok: true, value: { ...report, unchanged: 0, cancelled: true } })).code).toBe('cancelled');
  });
});
