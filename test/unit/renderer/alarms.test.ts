import { describe, expect, it } from 'vitest';
import { ALARMS } from '../../../electron/vault/sync/alarms.ts';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import zh from '../../../renderer/locales/zh-CN.json' with { type: 'json' };

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
