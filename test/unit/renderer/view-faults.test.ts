/** What is told of a fault of a view, or of a query, where it stands. */
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import { failureWords } from '../../../renderer/locales/failures.ts';
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };
import { failurePlace } from '../../../renderer/screens/notebook/failure-place.ts';
import { viewFaultWords } from '../../../renderer/screens/notebook/fault-words.ts';
import type { Failure } from '../../../shared/base/errors.ts';
import { VIEW_FAULTS } from '../../../shared/views/faults.ts';

const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en }, 'zh-CN': { translation: zh } } });
const inEnglish = i18n.getFixedT('en');
const inChinese = i18n.getFixedT('zh-CN');

describe('the faults of a view', () => {
  it('have words, and what to do about them, in both languages, and no code too many', () => {
    const codes = [...VIEW_FAULTS].sort();
    for (const { viewFaults, viewAdvice } of [en, zh]) {
      expect(Object.keys(viewFaults).sort()).toEqual(codes);
      expect(Object.keys(viewAdvice).sort()).toEqual(codes);
    }
    // what is wrong goes on as a sentence that the advice follows
    for (const text of [...Object.values(en.viewFaults), ...Object.values(zh.viewFaults)])
      expect(text).not.toMatch(/[.。]$/);
    for (const text of Object.values(en.viewAdvice)) expect(text).toMatch(/^[A-Z].*\.$/);
    for (const text of Object.values(zh.viewAdvice)) expect(text).toMatch(/。$/);
  });

  it('are told with their place, the name that they are about, and what to do', () => {
    const fault = { code: 'function', place: 'select[0].column[1].path', detail: 'sortBy' } as const;
    expect(viewFaultWords(inEnglish, fault)).toBe(
      `At select[0].column[1].path: ${en.viewFaults.function} (sortBy). ${en.viewAdvice.function}`,
    );
    expect(viewFaultWords(inChinese, { code: 'too-large', place: '.' })).toBe(
      `${zh.viewFaults['too-large']}。${zh.viewAdvice['too-large']}`,
    );
  });

  it('are told in words where a query meets them, too', () => {
    const failure: Failure = {
      code: 'view-invalid',
      message: '',
      params: { place: 'select[0]', fault: 'several-values' },
    };
    expect(failureWords(inEnglish, failure)).toContain(en.viewFaults['several-values']);
    expect(failureWords(inChinese, failure)).not.toContain('several-values');
  });
});

describe('the place of a failure in a query', () => {
  const at = (sql: string, params: Failure['params']) =>
    failurePlace({ sql, failure: { code: 'query-no-column', message: '', ...(params ? { params } : {}) } });

  it('is told by line and column, as people count them', () => {
    expect(at('SELECT id,\n  agee\nFROM p', { at: 13, length: 4 })).toEqual({ from: 13, to: 17, line: 2, column: 3 });
    expect(at('SELECT 1', { at: 8, length: 0 })).toEqual({ from: 8, to: 8, line: 1, column: 9 });
    // a character beyond 16 bits is one for people
    expect(at("SELECT '𠮷' x", { at: 12, length: 1 })?.column).toBe(12);
  });

  it('is none where none is told, and lies in the text', () => {
    expect(at('SELECT', undefined)).toBeUndefined();
    expect(at('SELECT', { near: 'x' })).toBeUndefined();
    expect(at('SELECT', { at: 99, length: 9 })).toEqual({ from: 6, to: 6, line: 1, column: 7 });
  });
});
