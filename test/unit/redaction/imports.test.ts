/** Imports that are running while an owner redacts. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { importSink } from '../../../electron/vault/records/import-sink.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { cleanUp } from '../../support/vaults.ts';
import { makeClinic } from '../attack/clinic.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

it('an import that began before hears of a redaction with its next batch', async () => {
  const { workspace } = await makeClinic();
  createRecords(workspace, [{ resourceType: 'Patient', id: 'p1', name: [{ family: 'Numbatson' }] }]);
  const sink = importSink(workspace);
  expect(sink.isRedacted('Patient', 'p1')).toBe(false);
  redact(workspace, { type: 'Patient', id: 'p1' }, 'asked for', 'record');
  await sink.write({ resources: [], referred: [] });
  expect(sink.isRedacted('Patient', 'p1')).toBe(true);
});
