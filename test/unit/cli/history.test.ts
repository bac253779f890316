import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cleanUp, type Ended, makeClinic, run, temporaryFolder } from './command.ts';

afterAll(cleanUp);

interface Printed {
  [member: string]: unknown;
}

function terminal(home: string) {
  const end = (args: string[], input?: string): Promise<Ended> =>
    run(['--home', home, ...args], input === undefined ? {} : { input });
  const done = async (args: string[], input?: string) => {
    const ended = await end(args, input);
    expect({ args, status: ended.status, err: ended.err }).toEqual({ args, status: 0, err: '' });
    return ended.json() as Printed;
  };
  const list = async (args: string[]) => (await done(args)) as unknown as Printed[];
  return { end, done, list };
}

const RESULT = JSON.stringify({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2339-0' }] },
  valueQuantity: { value: 5.1, unit: 'mmol/L' },
});

it('a record is amended, signed, added to and restored on the command line', async () => {
  const home = join(temporaryFolder(), 'a');
  await makeClinic(home);
  const { end, done, list } = terminal(home);
  const { id } = await done(['create', '-'], RESULT);
  const key = `Observation/${id}`;
  const patch = '{"valueQuantity":{"value":5.30,"unit":"mmol/L"}}';
  expect((await end(['amend', key, '-'], patch)).status).toBe(2);
  const amended = await end(['amend', key, '-', '--reason', 'wrong line'], patch);
  expect(amended.out).toContain('"value":5.30');
  expect(amended.json()).toMatchObject({ status: 'amended' });
  expect((await end(['delete', key])).error()).toBe('append-only');
  expect(await done(['restore-version', key, '1'])).toMatchObject({ valueQuantity: { value: 5.1 } });
  const versions = await list(['history', key]);
  expect(versions).toMatchObject([
    { version: 1, what: 'create', resource: { status: 'final' } },
    { version: 2, what: 'amend', reason: 'wrong line', resource: { status: 'amended', valueQuantity: { value: 5.3 } } },
    { version: 3, what: 'restore', resource: { valueQuantity: { value: 5.1 } } },
  ]);
  const [, second] = await list(['history', key, '--diff']);
  expect(second).toMatchObject({ changes: [{ register: 'value' }, { register: 'status' }] });
  expect(second).not.toHaveProperty('resource');

  expect(await done(['sign', key])).toMatchObject({
    record: key,
    lock: 'signed',
    signatures: [{ by: 'Dr Ann', valid: true }],
  });
  expect((await end(['patch', key, '-'], patch)).error()).toBe('signed');
  expect(await done(['addendum', key, 'fasting'])).toMatchObject({ addenda: [{ text: 'fasting', by: 'Dr Ann' }] });
  expect(await done(['addendum', key, '-'], '空腹')).toMatchObject({ addenda: [{}, { text: '空腹' }] });
  expect(await done(['error', key, '--reason', 'another patient'])).toMatchObject({ status: 'entered-in-error' });
}, 120_000);

it('a broken rule is accepted, and the decision is taken back, on the command line', async () => {
  const home = join(temporaryFolder(), 'a');
  await makeClinic(home);
  const { end, done, list } = terminal(home);
  const person = '{"resourceType":"Patient","identifier":[{"system":"urn:oid:2.16.156.10011.1.3","value":"99X"}]}';
  await done(['create', '-'], person);
  await done(['create', '-'], person);
  const [breach] = await list(['conflicts']);
  expect(breach).toMatchObject({
    kind: 'rule',
    rule: 'identity-number',
    others: [expect.stringMatching(/^Patient\//)],
  });
  expect(await done(['status'])).toMatchObject({ conflicts: 1 });
  const id = String(breach?.id);
  expect((await end(['resolve', id])).status).toBe(2);
  expect((await end(['resolve', id, '--accept', '--undo', 'x'])).status).toBe(2);
  expect((await end(['resolve', id, '--combined'])).error()).toBe('invalid-input');
  await done(['resolve', id, '--accept']);
  expect(await list(['conflicts'])).toEqual([]);
  const [settled] = await list(['settled']);
  expect(settled).toMatchObject({ id, user: 'Dr Ann' });
  await done(['resolve', id, '--undo', String(settled?.write)]);
  expect(await list(['conflicts'])).toMatchObject([{ id }]);
}, 120_000);
