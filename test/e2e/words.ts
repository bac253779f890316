import en from '../../renderer/locales/en.json' with { type: 'json' };
import zhCN from '../../renderer/locales/zh-CN.json' with { type: 'json' };
import type { Locale } from '../../shared/bridge/session.ts';

/** The window's own words, so that steps find buttons and fields as people do, in either language. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function look(table: unknown, key: string): string | undefined {
  let at = table;
  for (const part of key.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined;
  return typeof at === 'string' ? at : undefined;
}

/** @returns what translates a key, e.g. `chip.pending` with a `count`; throws for a key that is not there. */
export function wordsIn(locale: Locale): Say {
  const table = locale === 'en' ? en : zhCN;
  return (key, values = {}) => {
    const plural = new Intl.PluralRules(locale).select(Number(values.count ?? 0));
    const text = look(table, key) ?? look(table, `${key}_${plural}`) ?? look(table, `${key}_other`);
    if (text === undefined) throw new Error(`no words for ${key} in ${locale}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
  };
}

/** Matches a text whose gaps may hold anything: for words with values that the test does not know. */
export function anyValue(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\{\w+\}\}/g, '.+'));
}
