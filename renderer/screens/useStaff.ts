import { useMemo } from 'react';
import type { CallOutput } from '../../shared/bridge/index.ts';
import { useAsk } from '../bridge/index.ts';

const SEE_PATIENTS: readonly string[] = ['owner', 'doctor', 'nurse'];
type Users = CallOutput<'user.list'>;

/** Whoever sees patients, by their names as they stand in the list of users. */
export function useStaff(): Users {
  const { data } = useAsk('user.list', {});
  return useMemo(
    () => (data ?? []).filter(({ role, status }) => status === 'active' && SEE_PATIENTS.includes(role)),
    [data],
  );
}
