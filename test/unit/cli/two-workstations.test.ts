import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { begin, cleanUp, type Ended, makeClinic, run, temporaryFolder } from './command.ts';
import { endAll, start } from './spawn.ts';

afterAll(async () => {
  await endAll();
  cleanUp();
});

it('two workstations of one clinic agree by way of a cloud, all on the command line', async () => {
  const folder = temporaryFolder();
  const on = (home: string) => async (args: string[], input?: string) => {
    const ended: Ended = await run(['--home', join(folder, home), ...args], input === undefined ? {} : { input });
    expect({ args, status: ended.status, err: ended.err }).toEqual({ args, status: 0, err: '' });
    return ended.json() as Record<string, string>;
  };
  const [a, b] = [on('a'), on('b')];

  const cloud = start(['cloud', '--data', join(folder, 'cloud'), '--port', '0']);
  const { url } = JSON.parse((await cloud.lines(1))[0] ?? '') as { url: string };
  await makeClinic(join(folder, 'a'));
  const { id } = await a(['create', '-'], '{"resourceType":"Patient","name":[{"text":"王芳"}]}');
  expect(await a(['remote', 'add', url])).toEqual({ url });
  expect(Number((await a(['sync', '--until-idle'])).pushed)).toBeGreaterThan(0);

  const request = begin([
    '--home',
    join(folder, 'b'),
    'device',
    'request',
    '--remote',
    url,
    '--workstation',
    hostname(),
  ]);
  const { code } = JSON.parse((await request.lines(1))[0] ?? '') as { code: string };
  const approved = await a(['device', 'approve', String(code)]);
  const joined = JSON.parse((await request.lines(2))[1] ?? '');
  expect(joined).toEqual({ clinic: 'Willow', deviceId: approved.deviceId, words: approved.words });
  expect((await request.ended).status).toBe(0);
  expect((await run(['--home', join(folder, 'b'), 'status'])).error()).toBe('not-enrolled');
  expect((await run(['--home', join(folder, 'b'), 'device', 'confirm', 'one two three four five six'])).error()).toBe(
    'words-mismatch',
  );
  expect(await b(['device', 'confirm', String(approved.words)])).toEqual({ deviceId: approved.deviceId });

  await b(['sync', '--until-idle']);
  expect(await b(['get', `Patient/${id}`])).toMatchObject({ name: [{ text: '王芳' }] });
  await b(['patch', `Patient/${id}`, '-'], '{"gender":"female"}');
  await a(['patch', `Patient/${id}`, '-'], '{"gender":"other"}');
  await b(['sync', '--until-idle']);
  await a(['sync', '--until-idle']);
  const [conflict] = (await a(['conflicts'])) as unknown as {
    id: string;
    record: string;
    register: string;
    writes: { write: string; value: unknown; device: string }[];
  }[];
  expect(conflict).toMatchObject({ record: `Patient/${id}`, register: 'gender' });
  expect(conflict?.writes.map(({ device }) => device).sort()).toEqual([hostname(), `${hostname()} (2)`]);
  const hers = conflict?.writes.find(({ value }) => JSON.stringify(value).includes('female'));
  expect(await a(['resolve', String(conflict?.id), '--keep', String(hers?.write)])).toEqual({ id: conflict?.id });
  await a(['sync', '--until-idle']);
  await b(['sync', '--until-idle']);
  for (const workstation of [a, b]) {
    expect(await workstation(['conflicts'])).toEqual([]);
    expect(await workstation(['get', `Patient/${id}`])).toMatchObject({ gender: 'female' });
  }
  expect(await b(['remote', 'list'])).toMatchObject([{ url, state: 'settled' }]);
  await b(['patch', `Patient/${id}`, '-'], '{"birthDate":"1980-01-02"}');
  await a(['patch', `Patient/${id}`, '-'], '{"birthDate":"1981-01-02"}');
  for (const workstation of [b, a, b]) await workstation(['sync', '--until-idle']);
  await b(['resolve', `Patient/${id}#birthDate`, '--value', '"1982-01-02"']);
  expect(await b(['get', `Patient/${id}`])).toMatchObject({ birthDate: '1982-01-02' });
  expect(await b(['remote', 'remove', url])).toEqual({ url });

  cloud.child.kill('SIGTERM');
  expect((await cloud.ended).status).toBe(0);
}, 180_000);
