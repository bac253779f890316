import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import { formatsOf } from '../../../renderer/locales/manner.tsx';
import { measureWords } from '../../../renderer/records/measure/words.ts';
import { dashboardBlocks, measureBlocks, type PrintedMeasure } from '../../../renderer/records/print/measures.tsx';
import { paragraphs } from '../../../renderer/records/print/Parts.tsx';
import type { Block } from '../../../renderer/ui/paper/Pages.tsx';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';

const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en } } });
const words = measureWords(i18n.t, formatsOf(i18n.t, { locale: 'en', timeZone: 'Asia/Shanghai' }));
const title = (text: string) => ({ en: text, 'zh-CN': text });

const RANGE = { from: '2026-03-01', to: '2026-03-31' };
const BEFORE = { from: '2026-02-01', to: '2026-02-28' };

function printed(name: MeasureDefinition['name'], part: Partial<MeasureDefinition> = {}): PrintedMeasure {
  const definition: MeasureDefinition = {
    name,
    title: title(`The ${name}`),
    meaning: title('What is counted.'),
    sources: [],
    over: 'range',
    grains: [],
    picture: { kind: 'columns', dimension: 'time', columns: ['bills'] },
    dimensions: [
      { key: 'time', kind: 'time', title: title('Time') },
      { key: 'currency', kind: 'currency', title: title('Currency') },
    ],
    columns: [{ key: 'bills', kind: 'money', title: title('Billed') }],
    leftOut: [],
    compares: ['period'],
    dashboards: [],
    types: [],
    ...part,
  };
  const rows = [{ keys: ['2026-03-01', 'USD'], values: ['12.50'] }];
  const figures = { rows, total: ['12.50'], leftOut: [] };
  const answer: MeasureAnswer = {
    name,
    range: RANGE,
    grain: 'month',
    dimensions: definition.dimensions,
    columns: definition.columns,
    names: {},
    ...figures,
    compared: { range: BEFORE, shift: { unit: 'month', n: 1 }, ...figures },
    incomplete: 0,
    computedInMs: 1,
  };
  return { definition, answer, picture: 'AAAA' };
}

const textOf = (blocks: readonly Block[]): string[] =>
  blocks.map(({ node }) =>
    renderToStaticMarkup(node)
      .replace(/<[^>]+>/g, '|')
      .replace(/\|+/g, '|')
      .replace(/^\||\|$/g, ''),
  );

describe('a dashboard on paper', () => {
  const source = { title: 'A guideline', url: 'https://guide.example' };
  const all = [
    printed('visits'),
    printed('income'),
    printed('hypertension', { over: 'day', compares: [], sources: [source] }),
  ];
  const WHEN =
    'Mar 1, 2026 to Mar 31, 2026. Compared with Feb 1, 2026 to Feb 28, 2026 (the same days of the month before).';

  it('says once of when it is, has two figures abreast on a wide sheet, and where goals come from', () => {
    const blocks = dashboardBlocks(all, words, true);
    expect(blocks.map(({ key }) => key)).toEqual([
      'when',
      'visits/income',
      'hypertension',
      'sources',
      'hypertension/source/0',
    ]);
    const text = textOf(blocks);
    expect(text[0]).toBe(WHEN);
    expect(text[1]).not.toContain('Compared with');
    // another day than that of all the others is said where it stands
    expect(text[2]).toContain('As of Mar 31, 2026.');
    expect(text[4]).toBe('The hypertension: A guideline https://guide.example');
    const narrow = dashboardBlocks(all, words, false);
    expect(narrow.map(({ key }) => key).slice(1, 4)).toEqual(['visits', 'income', 'hypertension']);
  });

  it('says before all else that records are still prepared', () => {
    const prepared = ({ answer, ...one }: PrintedMeasure) => ({ ...one, answer: { ...answer, incomplete: 3 } });
    for (const blocks of [
      dashboardBlocks(all.map(prepared), words, true),
      measureBlocks(prepared(printed('visits')), words),
    ])
      expect(textOf(blocks)[0]).toBe(words.t('analysis.incomplete', { count: 3, n: '3' }));
  });
});

describe('a measure on paper', () => {
  it('has its numbers at the right, and no column for the one currency that each amount names', () => {
    const blocks = measureBlocks(printed('income'), words);
    const head = blocks.find(({ key }) => key === 'income/head')?.node;
    const html = renderToStaticMarkup(head);
    expect(html).toContain('>Time<');
    expect(html).not.toContain('Currency');
    expect(html).toMatch(/data-number="true">Billed \(before\)/);
    expect(textOf(blocks)).toContain('March 2026|$12.50 ($12.50)');
  });
});

describe('a long text on paper', () => {
  it('is divided where a sentence or a part of it ends, and never within a word', () => {
    const long = `${'Codes of several systems, '.repeat(30)}and what is suspected is counted apart. It is short.`;
    const pieces = paragraphs('x', long).map(({ node }) => renderToStaticMarkup(node).replace(/<[^>]+>/g, ''));
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(long);
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/[\s.,]$/);
    expect(paragraphs('x', '字'.repeat(800))).toHaveLength(3);
  });
});
