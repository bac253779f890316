import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import { formatsOf } from '../../../renderer/locales/manner.tsx';
import { changeOf } from '../../../renderer/records/measure/change.ts';
import { legendRem } from '../../../renderer/records/measure/legend.ts';
import { pictureOption } from '../../../renderer/records/measure/option.ts';
import { choosable, pictureOf } from '../../../renderer/records/measure/picture.ts';
import { totalsOf } from '../../../renderer/records/measure/totals.ts';
import { hasRings } from '../../../renderer/records/measure/untold.ts';
import { measureWords } from '../../../renderer/records/measure/words.ts';
import { palettes, typeSizes } from '../../../renderer/ui/tokens.ts';
import type { Column, Dimension, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';

const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en } } });
const words = measureWords(i18n.t, formatsOf(i18n.t, { locale: 'en', timeZone: 'Asia/Shanghai' }));

const look = { palette: palettes.light, font: typeSizes.xs };

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
      ['b', 9, 50],
      ['c', 8, undefined],
      ['d', 7, undefined],
      ['Dr Ada', 10, undefined],
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
      { keys: ['2026-03-01'], column: 'missed', isBefore: false, value: 0.25, text: '25% (2 of 8)', parts: '2/8' },
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

  it('stacks what is parted where the parts make the whole: visits, not patients', () => {
    const rows = [
      { keys: ['b', '2026-03-01'], values: [3] },
      { keys: [null, '2026-03-01'], values: [1] },
      { keys: ['a', '2026-03-01'], values: [2] },
    ];
    const parted = (column: Column) =>
      pictureOf(
        answerOf(rows, { columns: [column], dimensions: [who, time], names: { practitioner: { a: 'Zoe', b: 'Ada' } } }),
        definitionOf({ columns: [column] }),
        words,
      );
    expect(parted(visits).isStacked).toBe(true);
    expect(parted({ ...visits, counts: 'patients' }).isStacked).toBe(false);
    // by name, so that each has one colour everywhere
    expect(parted(visits).series.map(({ name }) => name)).toEqual(['Ada', 'Zoe', 'Not stated']);
  });

  it('leaves out who has nothing to show', () => {
    const rows = [
      { keys: ['a', '2026-03-01'], values: [8, 2, 0.25] },
      { keys: [null, '2026-03-01'], values: [0, 0, null] },
    ];
    const definition = definitionOf({
      picture: { kind: 'line', dimension: 'time', columns: ['share'] },
      columns: [visits, missed, share],
    });
    const picture = pictureOf(
      answerOf(rows, { columns: definition.columns, dimensions: [who, time] }),
      definition,
      words,
    );
    expect(values(picture)).toEqual([['a', 0.25]]);
    expect(picture.left).toBe(0);
  });

  it('says shares of two things at once as a grid, with how each stands to the time before', () => {
    const age: Dimension = { key: 'age', kind: 'band', title: title('Age') };
    const vaccine: Dimension = { key: 'vaccine', kind: 'code', title: title('Vaccine') };
    const definition = definitionOf({
      picture: { kind: 'share', dimension: 'vaccine', columns: ['share'], series: 'age' },
      dimensions: [vaccine, age],
      columns: [missed, visits, share],
    });
    const answer = answerOf([{ keys: ['x|1', '0-4'], values: [3, 4, 0.75] }], {
      dimensions: definition.dimensions,
      columns: definition.columns,
      compared: {
        range: { from: '2025-03-01', to: '2025-04-30' },
        shift: { unit: 'month', n: 12 },
        rows: [{ keys: ['x|1', '0-4'], values: [2, 4, 0.5] }],
        total: [],
        leftOut: [],
      },
    });
    const { grid, series } = pictureOf(answer, definition, words);
    expect(grid).toEqual({ title: 'Age' });
    expect(series).toHaveLength(1);
    expect(series[0]?.points[0]).toMatchObject({
      text: '75% (3 of 4)',
      parts: '3/4',
      change: { way: 'up', words: '+25 points' },
    });
  });

  it('has the currency where there is one, and names the parts by it where there are several', () => {
    const billed: Column = { key: 'billed', kind: 'money', title: title('Billed') };
    const currency: Dimension = { key: 'currency', kind: 'currency', title: title('Currency') };
    const definition = definitionOf({
      picture: { kind: 'columns', dimension: 'time', columns: ['billed'], series: 'currency' },
      dimensions: [time, currency],
      columns: [billed],
    });
    const drawn = (...currencies: string[]) =>
      pictureOf(
        answerOf(
          currencies.map((one) => ({ keys: ['2026-03-01', one], values: ['12.50'] })),
          { dimensions: [time, currency], columns: [billed] },
        ),
        definition,
        words,
      );
    expect(drawn('CNY')).toMatchObject({ currency: 'CNY', series: [{ name: 'Billed' }] });
    expect(drawn('CNY', 'USD')).toMatchObject({ isStacked: false, series: [{ name: 'CNY' }, { name: 'USD' }] });
    expect(drawn('CNY', 'USD').currency).toBeUndefined();
  });

  it('has room for all of its legend, in one line or in several', () => {
    const named = (...names: string[]) =>
      legendRem({
        ...pictureOf(answerOf([]), definitionOf({}), words),
        series: names.map((name) => ({ name })) as never,
      });
    const line = named('One', 'Two');
    expect(named('One')).toBe(0);
    expect(named('Median (minutes)', '90 % waited at most (minutes)', 'Median (minutes), before')).toBe(2 * line);
    expect(named('中位数（分钟）', '90% 不超过（分钟）', '中位数（分钟）（对比期）')).toBe(2 * line);
  });

  it('says where a figure is not told: beside a lying bar, else by a ring where the bar would begin', () => {
    const answer = answerOf(
      [
        { keys: ['2026-03-01'], values: [7] },
        { keys: ['2026-04-01'], values: [null], hidden: ['few'] },
        { keys: ['2026-05-01'], values: [null], hidden: ['withheld'] },
      ],
      { fewest: 5 },
    );
    const columns = pictureOf(answer, definitionOf({}), words);
    expect(columns.series.map(({ untold }) => untold)).toEqual([[undefined, '< 5', '*']]);
    expect(hasRings(columns)).toBe(true);
    const drawn = pictureOption(look, columns, words).series;
    expect(drawn.map(({ type, data }) => [type, data])).toEqual([
      ['bar', [7, null, null]],
      [
        'scatter',
        [
          [1, 0],
          [2, 0],
        ],
      ],
    ]);
    const lying = pictureOf(
      answer,
      definitionOf({ picture: { kind: 'bars', dimension: 'time', columns: ['visits'] } }),
      words,
    );
    expect(hasRings(lying)).toBe(false);
    expect(pictureOption(look, lying, words).series.map(({ type, data }) => [type, data])).toEqual([
      ['bar', [7, 0, 0]],
    ]);
    expect(hasRings(pictureOf({ ...answer, rows: answer.rows.slice(0, 1) }, definitionOf({}), words))).toBe(false);
  });

  it('has columns of the time before beside few of now, and a line above many', () => {
    const of = (steps: number) => {
      const rows = Array.from({ length: steps }, (_, step) => ({ keys: [`${1980 + step}-03-01`], values: [1] }));
      const shift = { unit: 'week', n: 1 } as const;
      const compared = { range: { from: '2026-01-01', to: '2026-02-28' }, shift, rows, total: [], leftOut: [] };
      const picture = pictureOf(answerOf(rows, { compared }), definitionOf({}), words);
      return pictureOption(look, picture, words).series.map(({ type }) => type);
    };
    expect(of(2)).toEqual(['bar', 'bar']);
    expect(of(40)).toEqual(['bar', 'line']);
  });

  it('draws nothing where there is no value', () => {
    const answer = answerOf([{ keys: ['2026-03-01'], values: [null] }]);
    expect(values(pictureOf(answer, definitionOf({}), words))).toEqual([['Visits', undefined]]);
  });
});

describe('the totals of a measure', () => {
  const state: Dimension = {
    key: 'state',
    kind: 'category',
    title: title('State'),
    values: [
      { key: 'reached', title: title('Below 140/90') },
      { key: 'overdue', title: title('Overdue') },
    ],
  };
  const all: Column = { key: 'all', kind: 'count', counts: 'patients', title: title('On the register') };
  const patients: Column = { ...all, key: 'patients', title: title('Patients') };
  const part: Column = { ...share, numerator: 'patients', denominator: 'all' };

  it('begin with who has reached the goal, and say once how many there are', () => {
    const columns = [patients, all, part];
    const definition = definitionOf({
      picture: { kind: 'share', dimension: 'state', columns: ['patients'] },
      dimensions: [state],
      columns,
    });
    const rows = [
      { keys: ['reached'], values: [3, 4, 0.75] },
      { keys: ['overdue'], values: [1, 4, 0.25] },
    ];
    const answer = answerOf(rows, { dimensions: [state], columns, total: [4, 4, null] });
    expect(totalsOf(answer, definition, words).map(({ name, text, more }) => [name, text, more])).toEqual([
      ['Below 140/90', '75%', '3 of 4'],
      ['Patients', '4', undefined],
    ]);
    expect(totalsOf(answer, definition, words)[0]?.figure).toEqual({
      keys: ['reached'],
      column: 'patients',
      isBefore: false,
    });
    expect(pictureOf(answer, definition, words).tones).toEqual(['good', 'look']);
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

describe('the name of a code in a figure', () => {
  const diagnosis: Dimension = { key: 'diagnosis', kind: 'code', title: title('Diagnosis') };
  const vaccine: Dimension = { key: 'vaccine', kind: 'code', title: title('Vaccine') };
  const called = (dimension: Dimension, key: string, names: MeasureAnswer['names'] = {}) =>
    words.key(dimension, key, names, null);

  it('is what records call it', () => {
    const key = 'http://hl7.org/fhir/sid/icd-10|I10';
    expect(called(diagnosis, key, { diagnosis: { [key]: 'High pressure' } })).toBe('High pressure');
  });

  it('is that of the lists of the program where no record says it, as for an analyst', () => {
    expect(called(diagnosis, 'http://hl7.org/fhir/sid/icd-10|I10')).toBe('Essential hypertension');
    expect(called(vaccine, 'http://hl7.org/fhir/sid/cvx|19')).toBe('BCG');
  });

  it('is the code where no list has it, and the words of what has none', () => {
    expect(called(diagnosis, 'http://snomed.info/sct|38341003')).toBe('38341003');
    expect(called(diagnosis, '|own-7')).toBe('own-7');
    expect(called(diagnosis, 'text:low | back pain')).toBe('low | back pain');
  });
});
