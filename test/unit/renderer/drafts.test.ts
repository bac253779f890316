/** A draft that was kept while somebody else changed what it is about: nothing that came after it is overwritten without a word. */
import { afterEach, describe, expect, it } from 'vitest';
import { emptyVisit } from '../../../renderer/records/encounter/visit.ts';
import { emptyVitals } from '../../../renderer/records/observation/vitals-form.ts';
import { emptyForm } from '../../../renderer/records/patient/mapping.ts';
import {
  chooseMedicine,
  ruleEdit,
  ruleForm,
  toRule,
  typeMedicine,
} from '../../../renderer/records/prescription/rule-form.ts';
import { entryForm } from '../../../renderer/records/result/entry-form.ts';
import { rangeForm, rangeInput } from '../../../renderer/records/result/range-form.ts';
import { emptyOrders } from '../../../renderer/records/service-request/order-form.ts';
import { taskEdit, taskForm } from '../../../renderer/records/task/task-form.ts';
import { allergyForm, problemForm, takenForm } from '../../../renderer/screens/chart/facts/forms.ts';
import { fits } from '../../../renderer/screens/fits.ts';
import { formOf, saveInput } from '../../../renderer/screens/notebook/form.ts';
import { letterheadForm, letterheadInput } from '../../../renderer/screens/settings/letterhead-form.ts';
import { templateForm, templateInput } from '../../../renderer/screens/settings/templates/template-form.ts';
import type { DoseRule } from '../../../shared/bridge/dose-rules.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

/** As the vault keeps it. */
const kept = <T>(form: T): T => JSON.parse(JSON.stringify(form)) as T;

describe('a draft that is found again after somebody else changed what stands there', () => {
  it('leaves a conflict of a dose rule', async () => {
    const vault = await testClinic();
    const rule: DoseRule = {
      medicine: { text: 'Paracetamol' },
      daily: '4000',
      unit: 'mg',
      source: 'An invented label',
    };
    await vault.ask('doseRule.add', { rule });
    const [before] = await vault.ask('doseRule.list', {});
    const id = before?.id ?? '';
    const draft = kept({ ...ruleForm(before), single: '1000' });
    await vault.ask('doseRule.edit', { id, seen: before?.seen ?? [], rule: { ...rule, daily: '3000' } });
    await vault.ask('doseRule.edit', ruleEdit(id, draft));
    const [listed] = await vault.ask('doseRule.list', {});
    expect(listed?.conflicts).toBeGreaterThan(0);
  });

  it('leaves a conflict of a reference range', async () => {
    const vault = await testClinic();
    const range = {
      test: { text: 'Hb' },
      unit: 'g/L',
      low: '115',
      sex: 'any' as const,
      laboratory: 'Lab',
      since: '2026-01-01',
    };
    await vault.ask('range.save', range);
    const [before] = await vault.ask('range.list', {});
    const draft = kept({ ...rangeForm(before, '2026-06-01', ''), high: '170' });
    await vault.ask('range.save', { ...range, low: '120', id: before?.id, seen: before?.seen });
    await vault.ask('range.save', rangeInput(before?.id, draft));
    const [listed] = await vault.ask('range.list', {});
    expect(listed?.conflicts).toBeGreaterThan(0);
  });

  it('leaves a conflict of a notebook', async () => {
    const vault = await testClinic();
    const content = { v: 1 as const, views: [], cells: [{ kind: 'query' as const, id: 'a', sql: 'SELECT 1' }] };
    await vault.ask('notebook.save', { title: 'First', content });
    const [before] = (await vault.ask('notebook.list', {})).kept;
    if (!before) throw new Error('not kept');
    const draft = kept({ ...formOf(before), title: 'Mine' });
    await vault.ask('notebook.save', { id: before.id, seen: before.seen, title: 'Theirs', content });
    await vault.ask('notebook.save', saveInput(before.id, draft));
    expect((await vault.ask('record.get', { type: 'Library', id: before.id })).conflicts).toBeGreaterThan(0);
  });

  it('leaves a conflict of a text for notes', async () => {
    const vault = await testClinic();
    await vault.ask('template.save', { templates: [{ title: 'Cough', text: 'Dry.' }] });
    const [before] = await vault.ask('template.list', {});
    const draft = kept({ ...templateForm(before), text: 'Dry. Worse at night.' });
    const { id = '', seen } = before ?? {};
    await vault.ask('template.save', { templates: [{ id, seen, title: 'Cough', text: 'Wet.' }] });
    await vault.ask('template.save', { templates: [templateInput(id, draft)] });
    expect((await vault.ask('record.get', { type: 'Library', id })).conflicts).toBeGreaterThan(0);
  });

  it('leaves a conflict of the letterhead', async () => {
    const vault = await testClinic();
    await vault.ask('letterhead.save', letterheadInput(letterheadForm(await vault.ask('letterhead.get', {}))));
    const before = await vault.ask('letterhead.get', {});
    const draft = kept({ ...letterheadForm(before), nameEn: 'Grove Clinic' });
    await vault.ask('letterhead.save', letterheadInput({ ...letterheadForm(before), nameEn: 'Garden Clinic' }));
    await vault.ask('letterhead.save', letterheadInput(draft));
    expect((await vault.ask('letterhead.get', {})).record?.conflicts).toBeGreaterThan(0);
  });

  it('changes of a task only what was changed in it', async () => {
    const vault = await testClinic();
    await vault.ask('task.add', { text: 'Call', due: '2026-06-01' });
    const [before] = (await vault.ask('task.list', {})).items;
    const id = before?.id ?? '';
    const draft = kept({ ...taskForm(before), text: 'Call the daughter' });
    await vault.ask('task.edit', { id, due: '2026-07-01' });
    await vault.ask('task.edit', taskEdit(id, draft));
    expect((await vault.ask('task.list', {})).items).toMatchObject([{ text: 'Call the daughter', due: '2026-07-01' }]);
    expect(taskEdit(id, { ...taskForm(before), due: '', user: 'u' })).toEqual({ id, due: null, user: 'u' });
  });
});

describe('a draft of a dose rule', () => {
  const drug = { system: 'urn:xinglin:drug', code: 'paracetamol', term: 'Paracetamol' };
  const chosen = { ...ruleForm(undefined), ...chooseMedicine(drug), daily: '3000', source: 'Label' };

  it('is put back when its medicine was chosen from the list, and when it was only written', () => {
    expect(fits(ruleForm(undefined), kept(chosen))).toBe(true);
    expect(fits(ruleForm(undefined), kept({ ...chosen, ...chooseMedicine(undefined) }))).toBe(true);
    expect(fits(ruleForm(undefined), { ...kept(chosen), source: undefined })).toBe(false);
  });

  it('keeps what was chosen as long as the words still say it', () => {
    const coding = { system: drug.system, code: drug.code, display: drug.term };
    expect(toRule(chosen).medicine).toEqual({ text: 'Paracetamol', coding });
    const closer = { ...chosen, ...typeMedicine(chosen, 'Paracetamol syrup') };
    expect(toRule(closer).medicine).toEqual({ text: 'Paracetamol syrup', coding });
    expect(toRule({ ...chosen, ...typeMedicine(chosen, 'Ibuprofen') }).medicine).toEqual({ text: 'Ibuprofen' });
    expect(toRule({ ...chosen, ...chooseMedicine(undefined) }).medicine).toEqual({ text: 'Paracetamol' });
  });
});

it.each(
  Object.entries({
    allergy: allergyForm(undefined, 'en'),
    problem: problemForm(undefined, 'en'),
    taken: takenForm(undefined, undefined, 'en'),
    rule: ruleForm(undefined),
    range: rangeForm(undefined, '2026-06-01', ''),
    template: templateForm(undefined),
    task: taskForm(undefined),
    patient: emptyForm,
    vitals: emptyVitals,
    visit: emptyVisit,
    orders: emptyOrders,
    results: entryForm(undefined, '2026-06-01', '', false),
  }),
)('an empty form has no field that is undefined, so that its draft is put back: %s', (_name, form) => {
  expect(Object.values(form)).not.toContain(undefined);
});
