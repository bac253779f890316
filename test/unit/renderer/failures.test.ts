import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import { failureWords } from '../../../renderer/locales/failures.ts';
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };

const spoken = i18next.createInstance();
await spoken.init({
  lng: 'en',
  resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  interpolation: { escapeValue: false },
});

describe('a fault of a view', () => {
  const params = { view: 'patients', place: 'select[0].column[4].path', fault: 'overflow' };
  it('is told with the view, the place and what is wrong there', () => {
    expect(failureWords(spoken.t, { code: 'view-invalid', message: '', params })).toBe(
      'The view cannot be computed, because of its definition at patients select[0].column[4].path (a number becomes larger than can be computed with). Nothing was changed. Correct it and try again.',
    );
    expect(failureWords(spoken.getFixedT('zh-CN'), { code: 'view-invalid', message: '', params })).toContain(
      '数值过大，无法计算',
    );
  });

  it('of which a later version has another word is told as it is', () => {
    const later = { ...params, fault: 'later' };
    expect(failureWords(spoken.t, { code: 'view-invalid', message: '', params: later })).toContain('(later)');
  });
});
