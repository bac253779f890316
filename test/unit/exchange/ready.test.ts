import { describe, expect, it } from 'vitest';
import { makeBatches } from '../../../electron/vault/exchange/batches.ts';
import type { ImportContext } from '../../../electron/vault/exchange/contract.ts';
import { placeResources, type ReadyResource } from '../../../electron/vault/exchange/fhir/ready.ts';
import type { Aside } from '../../../electron/vault/records/incoming.ts';
import { memoryNotes } from '../../../electron/vault/storage/notes.ts';
import { makeMemorySink } from '../../support/memory-sink.ts';

const FILE = { path: '/data/list.csv', name: 'list.csv', size: 1, changed: 0 };

const ready = (resource: ReadyResource['resource'], original: string, line: number): ReadyResource => ({
  resource,
  original,
  file: FILE,
  line,
  raw: `row ${line}`,
});

async function placed(resources: readonly ReadyResource[], more: Partial<ImportContext> = {}) {
  const sink = makeMemorySink();
  const asides: Aside[] = [];
  const signal = new AbortController().signal;
  const batches = makeBatches({ sink, signal, from: { placed: 0, problems: 0 }, onWritten: () => {} });
  const aside = (one: Aside): undefined => {
    asides.push(one);
  };
  await placeResources(resources, {
    ...sink,
    ...batches,
    system: 'urn:list',
    holdInvalid: false,
    deletions: false,
    clean: (resource) => resource,
    settings: undefined,
    notes: memoryNotes(),
    held: undefined,
    signal,
    repeated: () => {},
    problem: (problem, rejects = 1, raw) => aside({ problem, rejects, raw }),
    aside,
    read: () => {},
    ...more,
  });
  await batches.finish();
  return { sink, asides };
}

describe('resources that another format made ready', () => {
  it('come in under derived ids, with references to each other', async () => {
    const { sink } = await placed([
      ready({ resourceType: 'Patient', active: true }, 'p', 2),
      ready(
        { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: 'Patient/p' } },
        'o',
        2,
      ),
    ]);
    const patient = sink.of('Patient', 'p');
    expect(sink.of('Observation', 'o').subject).toEqual({ reference: `Patient/${String(patient.id)}` });
  });

  it('that differ under one name are refused with the row that they were made of', async () => {
    const { asides } = await placed([
      ready({ resourceType: 'Patient', active: true }, 'p', 2),
      ready({ resourceType: 'Patient', active: false }, 'p', 3),
    ]);
    expect(asides).toMatchObject([
      { problem: { file: 'list.csv', line: 3, code: 'duplicate-in-import' }, rejects: 1, raw: 'row 3' },
    ]);
  });

  it('with errors are noted, or wait', async () => {
    const bad = [ready({ resourceType: 'Patient', gender: 'f' }, 'p', 2)];
    const taken = await placed(bad);
    expect(taken.asides).toMatchObject([
      {
        problem: { code: 'invalid-taken' },
        rejects: 0,
        record: { type: 'Patient' },
        findings: [{ severity: 'error' }],
      },
    ]);
    expect(taken.sink.records.size).toBe(1);
    const held = await placed(bad, { holdInvalid: true });
    expect(held.asides).toMatchObject([{ problem: { code: 'invalid-held' }, rejects: 1, raw: 'row 2' }]);
    expect(held.sink.records.size).toBe(0);
  });
});
