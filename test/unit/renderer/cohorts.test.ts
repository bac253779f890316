import { describe, expect, it } from 'vitest';
import { makeRng } from '../../../electron/vault/sample/random.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { cohortOf, draftOf, isComplete, newLeaf, newRow, problemsOf } from '../../../renderer/screens/cohorts/draft.ts';
import { EXAMPLE_COHORTS, EXAMPLES } from '../../../renderer/screens/cohorts/examples.ts';
import { sentenceOf } from '../../../renderer/screens/cohorts/sentence.ts';
import { Cohort, type Criterion } from '../../../shared/cohorts/definition.ts';
import { runs } from '../../support/runs.ts';
import { randomCohort } from '../analysis/cohorts/random.ts';

const i18n = startLanguages('en');

function say(where: Criterion, language: 'en' | 'zh-CN', people: Cohort['people'] = 'living'): string {
  return sentenceOf(
    { v: 1, people, where },
    {
      t: i18n.getFixedT(language),
      chinese: language === 'zh-CN',
      number: (value, digits) => value.toFixed(digits),
      nameOf: (id) => (id === 'k' ? 'Diabetes' : undefined),
    },
  );
}

const FLU: Criterion = { kind: 'vaccine', of: [{ text: 'influenza' }], within: 365 };

describe('the sentence of a cohort', () => {
  it.each([
    [{ kind: 'all', of: [] }, 'All living patients whose record is in use.', '全部在世且资料在用的患者。'],
    [
      { kind: 'diagnosis', of: [{ text: 'gout' }], suspected: true },
      'Patients who have a confirmed or suspected diagnosis of gout.',
      '确诊或疑似 gout 的患者。',
    ],
    [
      { kind: 'not', of: { kind: 'diagnosis', of: [{ text: 'gout' }], ever: true, suspected: true } },
      'Patients who never had a confirmed or suspected diagnosis of gout.',
      '从未确诊或疑似 gout 的患者。',
    ],
    [{ kind: 'age', from: 18, to: 64 }, 'Patients who are 18 to 64 years old.', '18 至 64 岁的患者。'],
    [
      { kind: 'any', of: [{ kind: 'sex', sex: 'male' }, FLU] },
      'Patients who are male or were vaccinated with influenza in the last 365 days.',
      '男性，或近 365 天接种过 influenza 的患者。',
    ],
    [
      {
        kind: 'all',
        of: [
          { kind: 'cohort', id: 'k' },
          { kind: 'not', of: { kind: 'any', of: [FLU, { kind: 'flag' }] } },
        ],
      },
      'Patients who are in the cohort Diabetes and are not among those who were vaccinated with influenza in the last 365 days or have a flag.',
      '属于人群 Diabetes，且不属于（近 365 天接种过 influenza，或有标记）者的患者。',
    ],
    [
      {
        kind: 'value',
        of: [{ code: '8867-4', en: 'Heart rate', zh: '心率' }],
        unit: '/min',
        is: { atLeast: 50, atMost: 99.5 },
      },
      'Patients who had a last heart rate between 50 and 99.5 /min.',
      '最近一次心率介于 50 和 99.5 /min 之间的患者。',
    ],
    [
      { kind: 'visit', within: 1, by: { user: 'u', name: 'Dr Li' } },
      'Patients who were seen by Dr Li in the last 1 day.',
      '近 1 天由 Dr Li 接诊过的患者。',
    ],
    [
      {
        kind: 'not',
        of: {
          kind: 'visit',
          within: 90,
          by: { practitioner: 'x', name: 'Dr Imported' },
          place: { reference: 'Location/l', name: 'House 2' },
        },
      },
      'Patients who were not seen by Dr Imported at House 2 in the last 90 days.',
      '近 90 天未由 Dr Imported 接诊（House 2）的患者。',
    ],
  ] as const)('says %j', (where, english, chinese) => {
    expect(say(where as unknown as Criterion, 'en')).toBe(english);
    expect(say(where as unknown as Criterion, 'zh-CN')).toBe(chinese);
  });

  it('says the dead, whose record is not in use, and a double negation as what it is', () => {
    const twice: Criterion = { kind: 'not', of: { kind: 'not', of: { kind: 'flag' } } };
    expect(say(twice, 'en', 'deceased')).toBe('Patients who have died and who have a flag.');
    expect(say(twice, 'en', 'inactive')).toBe('Patients whose record is not in use and who have a flag.');
    expect(say(twice, 'zh-CN', 'inactive')).toBe('有标记且资料已停用的患者。');
  });

  it('of random definitions is whole in both languages', () => {
    for (let seed = 0; seed < runs(200); seed++) {
      const { where, people } = randomCohort(makeRng(seed, 0), ['k']);
      for (const language of ['en', 'zh-CN'] as const) {
        const text = say(where, language, people);
        expect(text).toMatch(/[.。]$/);
        expect(text).not.toMatch(/\{\{|cohorts\.|undefined|NaN/);
      }
    }
  });
});

/** Without what codes are called, which an edit adds. */
function unnamed(cohort: Cohort): unknown {
  return JSON.parse(JSON.stringify(cohort, (key, value) => (key === 'zh' || key === 'en' ? undefined : value)));
}

describe('a definition in fields', () => {
  it('is the same when it comes out again', () => {
    for (let seed = 0; seed < runs(300); seed++) {
      const { where, people } = randomCohort(makeRng(seed, 1), ['k']);
      const cohort: Cohort = { v: 1, people, where: { kind: 'all', of: [where, { kind: 'flag' }] } };
      const draft = draftOf(cohort);
      const back = cohortOf(draft);
      expect(Cohort.safeParse(back).success).toBe(true);
      // what is empty says nothing and is left out; all else comes back
      if (!/"of":\[\]/.test(JSON.stringify(cohort)) && !/"not","of":\{"kind":"not"/.test(JSON.stringify(cohort)))
        expect(unnamed(back)).toEqual(unnamed(cohort));
    }
  });

  it('of the examples is complete and valid', () => {
    for (const name of EXAMPLES) {
      const draft = draftOf(EXAMPLE_COHORTS[name]);
      expect(isComplete(draft.root)).toBe(true);
      expect(cohortOf(draft)).toEqual(Cohort.parse(EXAMPLE_COHORTS[name]));
    }
  });

  it('says what stands in the way beside its field, and is left out until it is complete', () => {
    const age = newLeaf('age');
    expect(problemsOf(age)).toEqual({ from: 'needed' });
    expect(problemsOf({ ...age, from: 'old' })).toEqual({ from: 'number' });
    expect(problemsOf({ ...age, from: '50', to: '40' })).toEqual({ to: 'backwards' });
    expect(problemsOf({ ...newLeaf('visit'), within: '0' })).toEqual({ within: 'days' });
    expect(problemsOf({ ...newLeaf('value'), from: '7,5' })).toEqual({});
    expect(problemsOf(newLeaf('diagnosis'))).toEqual({ of: 'needed' });
    const root = { kind: 'group', join: 'all', rows: [newRow(age), newRow(newLeaf('sex'))] } as const;
    expect(isComplete(root)).toBe(false);
    expect(cohortOf({ people: 'living', root }).where).toEqual({ kind: 'all', of: [{ kind: 'sex', sex: 'female' }] });
  });
});
