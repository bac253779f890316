import { afterEach, describe, expect, it } from 'vitest';
import { insertInto } from '../../../renderer/screens/visit/templates/insert.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const listed = async (vault: TestVault) =>
  (await vault.ask('template.list', {})).map(({ title, text }) => [title, text]);
const cold = { title: 'Cold', text: '多喝水。\nRest.' };

describe('templates', () => {
  it('are written, changed and taken out of use; every step can be taken back', async () => {
    const vault = await testClinic();
    expect(await listed(vault)).toEqual([]);
    const other = { resourceType: 'Library', status: 'active', type: { text: 'logic' }, title: 'No template' };
    await vault.ask('record.create', { resource: other });
    const made = await vault.ask('template.save', { templates: [{ title: 'Exam', text: 'Heart:' }, cold] });
    expect(made.changes).toHaveLength(2);
    expect(await listed(vault)).toEqual([
      ['Cold', '多喝水。\nRest.'],
      ['Exam', 'Heart:'],
    ]);
    const [first] = await vault.ask('template.list', {});
    const { id = '', seen = [] } = first ?? {};
    const edited = await vault.ask('template.save', { templates: [{ id, seen, title: 'Common cold', text: 'Rest.' }] });
    expect((await listed(vault))[0]).toEqual(['Common cold', 'Rest.']);
    await vault.ask('record.undo', edited);
    expect((await listed(vault))[0]).toEqual(['Cold', '多喝水。\nRest.']);
    await vault.ask('template.use', { ids: [id], use: false });
    expect(await listed(vault)).toEqual([['Exam', 'Heart:']]);
    await vault.ask('template.use', { ids: [id], use: true });
    expect(await listed(vault)).toHaveLength(2);
    const { resource } = await vault.ask('record.get', { type: 'Library', id });
    expect(await vault.ask('record.check', { resource })).toEqual({ errors: [], doubts: [] });
  });

  it('are written by doctors and read by nurses', async () => {
    const vault = await testClinic();
    await addUser(vault, 'Wu', 'nurse');
    await addUser(vault, 'Li', 'doctor');
    await firstLogin(vault, 'Li');
    await vault.ask('template.save', { templates: [cold] });
    const [one] = await vault.ask('template.list', {});
    await vault.ask('template.use', { ids: [String(one?.id)], use: false });
    await vault.ask('template.use', { ids: [String(one?.id)], use: true });
    await firstLogin(vault, 'Wu');
    expect(await listed(vault)).toHaveLength(1);
    await vault.refuse('template.save', { templates: [cold] }, 'not-allowed');
    await vault.refuse('template.use', { ids: [String(one?.id)], use: false }, 'not-allowed');
  });

  it('stand on lines of their own where they are put in', () => {
    expect(insertInto('', 0, 'Heart:')).toEqual({ text: 'Heart:', at: 6 });
    expect(insertInto('Well', 4, 'Heart:')).toEqual({ text: 'Well\nHeart:', at: 11 });
    expect(insertInto('a\nb', 2, 'Heart:')).toEqual({ text: 'a\nHeart:\nb', at: 8 });
  });
});
