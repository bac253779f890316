import { useAsk } from '../bridge/index.ts';
import { fullName } from '../records/names.ts';
import { partsOf } from '../records/patient/mapping.ts';

/** Whose record it is; undefined while that is not known. */
export function usePatientName(id: string | undefined): string | undefined {
  const asked = useAsk('record.get', { type: 'Patient', id: id ?? '' }, { enabled: id !== undefined });
  const [name] = asked.data ? (partsOf(asked.data.resource).name ?? []) : [];
  return name ? fullName(name) : undefined;
}
