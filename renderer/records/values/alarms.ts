import { useTranslation } from 'react-i18next';
import { ERROR_CODES, type ErrorCode } from '../../../shared/base/errors.ts';
import type { Alarm } from '../../../shared/bridge/sync.ts';
import en from '../../locales/en.json' with { type: 'json' };

type AlarmCode = keyof typeof en.alarms;

/** An alarm in the user's language; one that this version has no words for keeps the vault's own sentence. */
export function useAlarmWords(): (alarm: Pick<Alarm, 'code' | 'message'>) => string {
  const { t } = useTranslation();
  return (alarm) => {
    if (Object.hasOwn(en.alarms, alarm.code)) return t(`alarms.${alarm.code as AlarmCode}`);
    if ((ERROR_CODES as readonly string[]).includes(alarm.code)) return t(`errors.${alarm.code as ErrorCode}`);
    return alarm.message;
  };
}

/** What a person can do about it; undefined for an alarm that this version does not know. */
export function useAlarmRemedy(): (alarm: Pick<Alarm, 'code'>) => string | undefined {
  const { t } = useTranslation();
  return ({ code }) => (Object.hasOwn(en.alarmDo, code) ? t(`alarmDo.${code as AlarmCode}`) : undefined);
}
