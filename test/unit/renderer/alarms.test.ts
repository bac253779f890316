import { describe, expect, it } from 'vitest';
import { ALARMS } from '../../../electron/vault/sync/alarms.ts';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };
import { RENEWED_FOR } from '../../../renderer/screens/sync/renewed-for.ts';

/** Codes of what says that a workstation can be renewed. */
const naming = (texts: Readonly<Record<string, string>>, renewal: RegExp): string[] =>
  Object.entries(texts).flatMap(([code, text]) => (renewal.test(text) ? [code] : []));

describe('new keys', () => {
  it('are offered beside every alarm that tells of them, in both languages', () => {
    const told = naming(en.alarmDo, /renew/i);
    expect(told).toEqual(naming(zh.alarmDo, /更换本工作站的密钥/));
    expect(RENEWED_FOR).toEqual(expect.arrayContaining(told));
    expect(told).toEqual(expect.arrayContaining(naming(ALARMS, /device renew/)));
  });
});

describe('every alarm', () => {
  it.each([...Object.keys(ALARMS), 'database-damaged'])(
    '%s says what happened and what to do, in both languages',
    (code) => {
      for (const locale of [en, zh]) {
        expect(Object.hasOwn(locale.alarms, code)).toBe(true);
        expect(Object.hasOwn(locale.alarmDo, code)).toBe(true);
      }
      expect(Object.keys(en.alarms).sort()).toEqual(Object.keys(en.alarmDo).sort());
    },
  );
});
