/** Diagnoses and drugs found while typing, in a real clinic. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeKind } from '../../../shared/bridge/codes.ts';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterAll(cleanUp);

/** An hour, in milliseconds: what was found of a clinic's use holds for less. */
const HOUR = 3_600_000;

describe('the finder of codes', () => {
  let clinic: TestVault;
  let now = Date.parse('2026-03-02T01:00:00Z');
  beforeAll(async () => {
    clinic = await testClinic(undefined, { clock: { now: () => now } });
  });
  const found = async (text: string, kind: CodeKind = 'diagnosis', limit = 12): Promise<string[]> =>
    (await clinic.ask('code.find', { kind, text, limit })).hits.map(({ code }) => code);

  it.each([
    ['58410-2', '58410-2'],
    ['血常规', '58410-2'],
    ['xcg', '58410-2'],
    ['cbc', '58410-2'],
    ['full blood', '58410-2'],
    ['tnb', undefined],
    ['shji', undefined],
    ['kfxt', '14771-0'],
    ['hemoglobin', '718-7'],
    ['thxhdb', '4548-4'],
  ])('finds the test %s', async (text, code) => {
    expect((await found(text, 'test'))[0]).toBe(code);
  });

  it.each([
    ['j06.9', 'J06.9'],
    ['J069', 'J06.9'],
    ['高血压', 'I10'],
    ['高血壓', 'I10'],
    ['gaoxueya', 'I10'],
    ['gxy', 'I10'],
    ['yfxgxy', 'I10'],
    ['diab type 2', 'E11.9'],
    ['hypertension ess', 'I10'],
    ['oedema', 'R60.9'],
    ['edema', 'R60.9'],
    ['meniere', 'H81.0'],
    ['ganmao', 'J00'],
    ['感冒', 'J00'],
    ['uti', 'N39.0'],
  ])('finds %s', async (text, code) => {
    expect((await found(text))[0]).toBe(code);
  });

  it('finds within Chinese and pinyin, at the beginning of a syllable only', async () => {
    expect(await found('糖尿病 肾')).toEqual(['E11.2']);
    expect(await found('niaobing shenbing')).toEqual(['E11.2']);
    expect(await found('iaobing')).toEqual([]);
    expect(await found('tnbsb')).toEqual(['E11.2']);
  });

  it('puts what begins with the text before what only has it within', async () => {
    const codes = await found('bronch', 'diagnosis', 50);
    expect(codes.indexOf('J47')).toBeLessThan(codes.indexOf('J20.9'));
    expect(codes.indexOf('J18.0')).toBeLessThan(codes.indexOf('J20.9'));
  });

  it('says when there is more, and finds nothing for what is not there', async () => {
    const all = await clinic.ask('code.find', { kind: 'diagnosis', text: 'j', limit: 5 });
    expect(all).toMatchObject({ more: true });
    expect(all.hits).toHaveLength(5);
    expect(await clinic.ask('code.find', { kind: 'diagnosis', text: 'qqqq' })).toEqual({ hits: [], more: false });
  });

  it('finds drugs with their forms', async () => {
    for (const text of ['amox', '阿莫西林', 'amxl', 'amoxilin'])
      expect(await found(text, 'drug'), text).toContain('amoxicillin');
    const { hits } = await clinic.ask('code.find', { kind: 'drug', text: 'amlodipine' });
    expect(hits).toEqual([
      {
        system: 'urn:xinglin:drug',
        code: 'amlodipine',
        zh: '氨氯地平',
        en: 'Amlodipine',
        forms: [{ zh: '片剂', en: 'tablet', strengths: ['5 mg', '10 mg'] }],
        used: false,
      },
    ]);
    expect(await found('amlodipine', 'diagnosis')).toEqual([]);
  });

  it('learns what the clinic uses, most and latest first, and forgets what was withdrawn', async () => {
    expect(await found('')).toEqual([]);
    const { resource } = await clinic.ask('record.create', { resource: { resourceType: 'Patient' } });
    const patient = String(resource.id);
    const visit = (code: string) => {
      now += HOUR;
      return clinic.ask('visit.record', { patient, diagnoses: [{ text: code, code }] });
    };
    for (const code of ['I11.9', 'J20.9', 'J20.9', 'K29.7']) await visit(code);
    now += HOUR;
    expect(await found('')).toEqual(['J20.9', 'K29.7', 'I11.9']);
    expect((await found('高血压', 'diagnosis', 3)).slice(0, 2)).toEqual(['I10', 'I11.9']);
    // used, so that it is no worse than what begins with the text
    expect((await found('bronch'))[0]).toBe('J20.9');
    expect((await clinic.ask('code.find', { kind: 'diagnosis', text: 'J20.9' })).hits[0]).toMatchObject({
      system: ICD10,
      used: true,
    });

    const conditions = JSON.parse(
      (await clinic.ask('fhir.search', { job: 'j', query: 'Condition?code=J20.9' })).json,
    ) as { entry: { resource: { id: string } }[] };
    for (const { resource: condition } of conditions.entry)
      await clinic.ask('record.error', { type: 'Condition', id: condition.id, reason: 'Another patient’s' });
    await visit('K29.7');
    now += HOUR;
    expect(await found('')).toEqual(['K29.7', 'I11.9']);
  });
});
