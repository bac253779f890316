import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };
import { figureWords, kindWords, whatWords } from '../../../renderer/screens/audit/what-words.ts';
import { PatientFilter } from '../../../shared/bridge/patients.ts';

const i18n = createInstance();
await i18n.init({ resources: { en: { translation: en }, 'zh-CN': { translation: zh } } });
const t = i18n.getFixedT('zh-CN');

describe('what an entry of the trail says in Chinese', () => {
  it.each([
    ['overview', '概览'],
    ['break-glass', '打开了受限病历'],
    ['added-nurse', '新增 护士'],
    ['role-front-desk', '前台'],
    ['visits', '就诊量'],
    ['measure-age-sex-records', '年龄性别构成明细'],
    ['idle-10', '10 分钟后锁屏'],
    ['split-2-of-3', '3 份中的 2 份'],
    ['closed', '数据库未打开时记下'],
    ['closed-figures', '统计 · 数据库未打开时记下'],
    ['picture-age-sex', '图表图片 · 年龄性别构成'],
    ['closed-begun-figures', '统计 · 已开始 · 数据库未打开时记下'],
    ['of-a-later-version', 'of-a-later-version'],
  ])('of %s is %s', (what, words) => {
    expect(whatWords(t, what)).toBe(words);
  });

  it('of figures on paper names each, those of the same days together', () => {
    const day = (text: string): string => text;
    const range = { from: '2026-03-02', to: '2026-03-31' };
    const before = { from: '2026-02-02', to: '2026-03-01' };
    const today = { from: range.to, to: range.to };
    const figures = [
      { name: 'visits', range, before },
      { name: 'waiting', range, before },
      { name: 'age-sex', range: today },
    ] as const;
    expect(figureWords(t, figures, day)).toEqual([
      '就诊量 · 候诊时间（2026-03-02 至 2026-03-31，对比2026-02-02 至 2026-03-01）',
      '年龄性别构成（2026-03-31）',
    ]);
  });

  it('of a search names whatever patients are filtered by', () => {
    const kinds = ['name', 'number', ...Object.keys(PatientFilter.shape), 'Condition'];
    for (const kind of kinds) expect(kindWords(t, kind), kind).toMatch(/^[\u4e00-\u9fff]+$/);
    expect(kindWords(t, 'code')).toBe('code');
  });
});
