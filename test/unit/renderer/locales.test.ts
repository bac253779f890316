import { describe, expect, it } from 'vitest';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };
import { ERROR_CODES } from '../../../shared/base/errors.ts';

/** Leaves as `a.b.c`. */
function leaves(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else for (const [each, text] of leaves(value, here)) found.set(each, text);
  }
  return found;
}

const english = leaves(en);
const chinese = leaves(zh);
/** Chinese has one plural form, English two; the key they share is without the ending. */
const stem = (key: string) => key.replace(/_(one|other)$/, '');
const holes = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('locales', () => {
  it('have the same keys', () => {
    expect([...new Set([...chinese.keys()].map(stem))].sort()).toEqual(
      [...new Set([...english.keys()].map(stem))].sort(),
    );
  });

  it('have every plural form of their language', () => {
    for (const key of english.keys())
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
    for (const key of chinese.keys()) expect(key.endsWith('_one'), key).toBe(false);
    for (const key of english.keys()) if (key.endsWith('_other')) expect(chinese.has(key), key).toBe(true);
  });

  it('fill in the same values', () => {
    for (const [key, text] of chinese) {
      const other = english.get(key) ?? english.get(stem(key));
      expect(holes(text), key).toEqual(holes(other ?? ''));
    }
  });

  it('leave no text empty and none untranslated', () => {
    const same = new Set(['language.zh-CN', 'language.en']);
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
    for (const [key, text] of chinese) {
      if (!same.has(key) && /[A-Za-z]{2}/.test(text) === true && !/\p{Script=Han}/u.test(text)) {
        expect(text.replace(/\{\{\w+\}\}/g, '').trim(), `${key} is not Chinese`).not.toMatch(/[A-Za-z]{2}/);
      }
    }
    for (const [key, text] of english)
      if (!same.has(key)) expect(text.replace('张三', ''), key).not.toMatch(/\p{Script=Han}/u);
  });

  it('tell every error in both languages: what happened, what is safe, what to do', () => {
    for (const code of ERROR_CODES) {
      expect(Object.keys(en.errors)).toContain(code);
      expect(Object.keys(zh.errors)).toContain(code);
    }
    expect(Object.keys(en.errors).sort()).toEqual([...ERROR_CODES].sort());
    for (const text of Object.values(zh.errors)) expect(text).toMatch(/。$/);
  });

  it('speak with one voice: the words of the list of terms, full-width punctuation, no exclamation', () => {
    for (const [key, text] of chinese) {
      expect(text, key).not.toMatch(/[!！]|密码|服务器|病人|抱歉|冲突|助记词/);
      expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/\p{Script=Han}[,;:?]/u);
    }
    for (const [key, text] of english) expect(text, key).not.toMatch(/!|[“”]/);
  });
});
