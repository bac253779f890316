import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import { formatsOf } from '../../../renderer/locales/manner.tsx';
import { changeOf } from '../../../renderer/records/measure/change.ts';
import { choosable, pictureOf } from '../../../renderer/records/measure/picture.ts';
import { measureWords } from '../../../renderer/records/measure/words.ts';
import type { Column, Dimension, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';

const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en } } });
const words = measureWords(i18n.t, formatsOf(i18n.t, { locale: 'en', timeZone: 'Asia/Shanghai' }));

const title = (text: string) => ({ en: text, 'zh-CN': text });
const time: Dimension = { key: 'time', kind: 'time', title: title('Time') };
const who: Dimension = { key: 'practitioner', kind: 'practitioner', title: title('Practitioner') };
const visits: Column = { key: 'visits', kind: 'count', counts: 'records', title: title('Visits') };
const missed: Column = { key: 'missed', kind: 'count', counts: 'records', title: title('Missed') };
const share: Column = {
  key: 'share',
  kind: 'share',
  numerator: 'missed',
  denominator: 'visits',
  title: title('Share'),
};

function definitionOf(part: Partial<MeasureDefinition>): MeasureDefinition {
  return {
    name: 'visits',
    title: title('Visits'),
    meaning: title(''),
    sources: [],
    over: 'range',
    grains: ['day', 'week', 'month'],
    picture: { kind: 'columns', dimension: 'time', columns: ['visits'] },
    dimensions: [time],
    columns: [visits],
    leftOut: [],
    compares: ['period'],
    dashboards: [],
    types: [],
    ...part,
  };
}

function answerOf(rows: MeasureAnswer['rows'], part: Partial<MeasureAnswer> = {}): MeasureAnswer {
  return {
    name: 'visits',
    range: { from: '2026-03-01', to: '2026-04-30' },
    grain: 'month',
    dimensions: [time],
    columns: [visits],
    names: {},
    rows,
    total: [],
    leftOut: [],
    compared: null,
    incomplete: 0,
    computedInMs: 1,
    ...part,
  };
}

const values = ({ series }: ReturnType<typeof pictureOf>) =>
  series.map(({ name, points }) => [name, ...points.map((point) => point?.value)]);

describe('the picture of a measure', () => {
  it('has the time before beside now, step by step', () => {
    const answer = answerOf(
      [
        { keys: ['2026-03-01'], values: [4] },
        { keys: ['2026-04-01'], values: [0] },
      ],
      {
        compared: {
          range: { from: '2026-01-01', to: '2026-02-28' },
          shift: { unit: 'month', n: 2 },
          rows: [
            { keys: ['2026-01-01'], values: [3] },
            { keys: ['2026-02-01'], values: [7] },
          ],
          total: [10],
          leftOut: [],
        },
      },
    );
    const picture = pictureOf(answer, definitionOf({}), words);
    expect(picture.places).toEqual(['March 2026', 'April 2026']);
    expect(values(picture)).toEqual([
      ['Visits', 4, 0],
      ['Visits, before', 3, 7],
    ]);
    // each opens its own records: of its own time
    expect(picture.series[1]?.points[0]).toMatchObject({ keys: ['2026-01-01'], column: 'visits', isBefore: true });
  });

  it('has a line for each key by which it is parted, also where a key is missing in a step, and says how many it leaves', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', null];
    const rows = keys.map((key, at) => ({ keys: [key, '2026-03-01'], values: [10 - at] }));
    rows.push({ keys: ['b', '2026-04-01'], values: [50] });
    const answer = answerOf(rows, { dimensions: [who, time], names: { practitioner: { a: 'Dr Ada' } } });
    const picture = pictureOf(answer, definitionOf({}), words);
    expect(values(picture)).toEqual([
      ['Dr Ada', 10, undefined],
      ['b', 9, 50],
      ['c', 8, undefined],
      ['d', 7, undefined],
      ['e', 6, undefined],
      ['f', 5, undefined],
    ]);
    expect(picture.left).toBe(2);
  });

  it('opens of a share the records of its numerator', () => {
    const definition = definitionOf({
      picture: { kind: 'line', dimension: 'time', columns: ['share'] },
      columns: [visits, missed, share],
    });
    const answer = answerOf([{ keys: ['2026-03-01'], values: [8, 2, 0.25] }], { columns: definition.columns });
    const [line] = pictureOf(answer, definition, words).series;
    expect(line?.points).toEqual([
      { keys: ['2026-03-01'], column: 'missed', isBefore: false, value: 0.25, text: '25%' },
    ]);
  });

  it('has one column of several where it is parted, and that which is chosen', () => {
    const definition = definitionOf({
      picture: { kind: 'stacked', dimension: 'time', columns: ['visits', 'missed'] },
      columns: [visits, missed],
    });
    const rows = [{ keys: ['a', '2026-03-01'], values: [8, 2] }];
    const answer = answerOf(rows, { columns: definition.columns, dimensions: [who, time] });
    expect(choosable(answer, definition).map(({ key }) => key)).toEqual(['visits', 'missed']);
    expect(values(pictureOf(answer, definition, words))).toEqual([['a', 8]]);
    expect(values(pictureOf(answer, definition, words, 'missed'))).toEqual([['a', 2]]);
  });

  it('draws nothing where there is no value', () => {
    const answer = answerOf([{ keys: ['2026-03-01'], values: [null] }]);
    expect(values(pictureOf(answer, definitionOf({}), words))).toEqual([['Visits', undefined]]);
  });
});

describe('a change', () => {
  const money: Column = { key: 'billed', kind: 'money', title: title('Billed') };
  it.each([
    [visits, 12, 10, '+2 (+20%)'],
    [visits, 0, 10, '−10 (−100%)'],
    [visits, 3, 0, '+3'],
    [visits, 3, 3, 'unchanged'],
    [share, 0.25, 0.2, '+5 points'],
    [money, '10.50', '12.00', '−1.50 (−12.5%)'],
  ] as const)('of %o from %s to %s is told', (column, now, before, said) => {
    expect(changeOf(words, column, [now, before])?.words).toBe(said);
  });

  it('is not told where one of the two is not known', () => {
    expect(changeOf(words, visits, [3, null])).toBeUndefined();
    expect(changeOf(words, visits, [null, 3])).toBeUndefined();
  });
});
