/** A cohort on paper while records are still being prepared. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { formatsOf } from '../../../renderer/locales/manner.tsx';
import { cohortBlocks } from '../../../renderer/records/print/cohort.tsx';

const i18n = startLanguages('en');

it.each([
  ['en', 'too low or too high'],
  ['zh-CN', '偏低或偏高'],
] as const)('says in %s that somebody may be missing, or be in it who does not belong', (locale, words) => {
  const t = i18n.getFixedT(locale);
  const formats = formatsOf(t, { locale, timeZone: 'Asia/Shanghai' });
  const told = (incomplete: number): string =>
    cohortBlocks({ sentence: 'x', today: '2026-06-30', n: 0, rows: [], incomplete }, { t, formats })
      .map(({ node }) => renderToStaticMarkup(node))
      .join('\n');
  expect(told(0)).not.toContain(words);
  expect(told(12)).toContain(words);
  expect(told(12)).toContain(t('cohorts.preparing', { count: 12, n: '12' }));
});
