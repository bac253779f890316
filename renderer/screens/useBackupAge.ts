import { useAsk } from '../bridge/index.ts';
import { useNow } from '../locales/manner.tsx';

/** After so many days without a backup it is time for one. */
const STALE_DAYS = 7;
const DAY_MS = 86_400_000;

/** When the last proved backup was made (ISO 8601), and whether that is too long ago; undefined while that is not known. */
export function useBackupAge(enabled = true): { last: string | undefined; stale: boolean } | undefined {
  const now = useNow();
  const asked = useAsk('backup.last', {}, { staleTime: 0, enabled });
  if (!asked.data) return undefined;
  const last = asked.data.last?.at;
  return { last, stale: last === undefined || now.getTime() - Date.parse(last) > STALE_DAYS * DAY_MS };
}
