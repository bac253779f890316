/** Libraries that came from elsewhere: whatever stands in one, the others are listed, and no list waits for it. */
import { afterEach, describe, expect, it } from 'vitest';
import { MOST_LISTED } from '../../../../electron/vault/records/library.ts';
import { calls, type ViewDefinition } from '../../../../shared/bridge/index.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const viewOf = (path: string): ViewDefinition => ({
  resource: 'Patient',
  select: [{ column: [{ name: 'v', path }] }],
});
const MINE = viewOf('id');

function libraryOf(topic: string, title: string, content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    resourceType: 'Library',
    status: 'active',
    title,
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' }] },
    topic: [{ coding: [{ system: 'urn:xinglin:library-topic', code: topic }] }],
    content: [{ contentType: 'application/json', data: Buffer.from(text).toString('base64') }],
  };
}

const put = (vault: TestVault, topic: string, title: string, content: unknown) =>
  vault.ask('record.create', { resource: libraryOf(topic, title, content) });

/** The names in a list that the window takes. */
async function named(vault: TestVault): Promise<string[]> {
  const list = await vault.ask('view.list', {});
  expect(calls['view.list'].output.safeParse(list).error).toBeUndefined();
  return list.kept.map(({ name }) => name);
}

describe('views that came from elsewhere', () => {
  it('are listed as far as the window takes them, and checked where they are opened', async () => {
    const vault = await testClinic();
    await put(vault, 'view', 'later', viewOf('fromTheFuture()'));
    await put(vault, 'view', 'broken', '{');
    await put(vault, 'view', 'a list', '[]');
    await put(vault, 'view', 'deep', `{"resource":"Patient","select":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    await put(vault, 'view', 'no number', `{"resource":"Patient","select":[],"description":1e999}`);
    await put(vault, 'view', 'evil', { ...MINE, ['x'.repeat(101)]: 1 });
    await put(vault, 'view', 'named', viewOf('value.ofType(constructor)'));
    expect(await named(vault)).toEqual(['later', 'named']);
    const { kept } = await vault.ask('view.list', {});
    expect(await vault.ask('view.check', { definition: kept[0]?.definition ?? {} })).toMatchObject({
      ok: false,
      fault: { code: 'function', place: expect.stringMatching(/^select/), detail: 'fromTheFuture' },
    });
    expect((await vault.ask('view.list', {})).leftOut).toEqual([
      {
        why: 'unreadable',
        count: 5,
        some: ['broken', 'a list', 'no number', 'evil', 'deep'].map((name) => ({ id: expect.any(String), name })),
      },
    ]);
    // those of others are no reason to refuse one
    await vault.ask('view.save', { name: 'mine', definition: MINE });
    await vault.refuse('view.save', { name: 'Evil', definition: MINE }, 'already-exists');
    expect(await named(vault)).toEqual(['later', 'mine', 'named']);
  });

  it('are left out where they are longer than any that can be kept', async () => {
    const vault = await testClinic();
    const long = (characters: number) => ({ ...MINE, description: 'x'.repeat(characters) });
    await vault.refuse('view.save', { name: 'long', definition: long(200_000) }, 'view-invalid');
    await put(vault, 'view', 'long', long(200_000));
    await put(vault, 'view', 'wide', { ...MINE, description: '文'.repeat(190_000) });
    expect(await named(vault)).toEqual(['wide']);
  });

  it('are read no further than so many bytes, the smallest first', async () => {
    const vault = await testClinic();
    // of another topic, in which nobody looks
    for (let n = 0; n < 3; n += 1) await put(vault, 'other', `large ${n}`, 'x'.repeat(2_200_000));
    await vault.ask('view.save', { name: 'mine', definition: MINE });
    await put(vault, 'view', 'behind', { ...MINE, description: 'x'.repeat(190_000) });
    expect(await named(vault)).toEqual(['behind', 'mine']);
    for (let n = 0; n < 40; n += 1) await put(vault, 'other', `small ${n}`, 'x'.repeat(180_000));
    expect(await named(vault)).toEqual(['mine']);
    const some = [{ id: expect.any(String), name: 'behind' }];
    expect((await vault.ask('view.list', {})).leftOut).toEqual([{ why: 'large', count: 1, some }]);
    expect((await vault.ask('cohort.list', {})).leftOut).toEqual([]);
    // its name is free, for nobody sees it
    await vault.ask('view.save', { name: 'behind', definition: MINE });
    expect(await named(vault)).toEqual(['behind', 'mine']);
  });

  it('are so many at the most', async () => {
    const vault = await testClinic();
    const entry = Array.from({ length: MOST_LISTED + 1 }, (_, n) => libraryOf('view', `v${n}`, MINE));
    for (const resource of entry) await vault.ask('record.create', { resource });
    expect(await named(vault)).toHaveLength(MOST_LISTED);
    const { leftOut } = await vault.ask('view.list', {});
    expect(leftOut).toMatchObject([{ why: 'many', count: 1, some: [{ name: expect.stringMatching(/^v\d+$/) }] }]);
    // what takes room can be taken out of use, and then there is none left out
    await vault.ask('view.use', { ids: leftOut.flatMap(({ some }) => some.map(({ id }) => id)), use: false });
    expect((await vault.ask('view.list', {})).leftOut).toEqual([]);
  });

  it('do not keep anybody waiting while they are read, nor do cohorts and notebooks, or what cohorts are made of', async () => {
    const vault = await testClinic();
    const wide = Array.from({ length: 20 }, (_, n) => ({ code: `c${n}`, en: 'x'.repeat(100), zh: 'x'.repeat(100) }));
    const of = Array.from({ length: 20 }, () => ({ kind: 'diagnosis', of: wide }));
    const large = { v: 1, where: { kind: 'all', of } } as const;
    const { resource } = await vault.ask('record.create', { resource: libraryOf('cohort', 'large', large) });
    const id = resource.id ?? '';
    const definition = { v: 1, where: { kind: 'cohort', id } } as const;
    const answered: string[] = [];
    const asks = [
      vault.ask('view.list', {}).then(() => answered.push('view.list')),
      vault.ask('cohort.list', {}).then(() => answered.push('cohort.list')),
      vault.ask('notebook.list', {}).then(() => answered.push('notebook.list')),
      vault.ask('cohort.count', { definition }).then(() => answered.push('cohort.count')),
      vault.ask('record.get', { type: 'Library', id }).then(() => answered.push('record.get')),
    ];
    await Promise.all(asks);
    expect(answered[0]).toBe('record.get');
  });
});

it('lists cohorts and notebooks as far as the window takes them', async () => {
  const vault = await testClinic();
  const where = { kind: 'sex', sex: 'female' } as const;
  await vault.ask('cohort.save', { name: 'mine', definition: { v: 1, where } });
  await vault.ask('notebook.save', { title: 'mine', content: { v: 1, views: [], cells: [] } });
  const wide = Array.from({ length: 20 }, (_, n) => ({ code: `c${n}`, en: 'x'.repeat(200), zh: 'x'.repeat(200) }));
  const large = {
    v: 1,
    where: {
      kind: 'all',
      of: [
        { kind: 'all', of: Array.from({ length: 20 }, () => ({ kind: 'diagnosis', of: wide })) },
        { kind: 'all', of: Array.from({ length: 20 }, () => ({ kind: 'allergy', of: wide })) },
      ],
    },
  } as const;
  await put(vault, 'cohort', 'large', large);
  await put(vault, 'cohort', 'odd', { v: 1, where: { ...where, more: 1 } });
  const cell = { kind: 'words', id: 'a', text: 'x'.repeat(20_000) } as const;
  const cells = Array.from({ length: 26 }, () => cell);
  await put(vault, 'notebook', 'large', { v: 1, views: [], cells });
  await put(vault, 'notebook', 'odd', { v: 1, views: [], cells: [], more: 1 });
  const [cohorts, notebooks] = [await vault.ask('cohort.list', {}), await vault.ask('notebook.list', {})];
  expect(cohorts.kept.map(({ name }) => name)).toEqual(['mine']);
  expect(notebooks.kept.map(({ title }) => title)).toEqual(['mine']);
  expect(calls['cohort.list'].output.safeParse(cohorts).success).toBe(true);
  expect(calls['notebook.list'].output.safeParse(notebooks).success).toBe(true);
  // and nobody loses one by saving it
  expect(calls['cohort.save'].input.safeParse({ name: 'large', definition: large }).success).toBe(false);
  expect(calls['notebook.save'].input.safeParse({ title: 'large', content: { v: 1, views: [], cells } }).success).toBe(
    false,
  );
});
