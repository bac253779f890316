import { NativeSelect } from '@mantine/core';
import { useAsk } from '../bridge/index.ts';

interface StaffProps {
  readonly label: string;
  /** What no choice is called. */
  readonly nobody: string;
  readonly value: string;
  readonly onChange: (user: string) => void;
}

const SEE_PATIENTS: readonly string[] = ['owner', 'doctor', 'nurse'];

/** Whoever sees patients. */
export function Staff({ label, nobody, value, onChange }: StaffProps) {
  const users = useAsk('user.list', {});
  const people = (users.data ?? []).filter(({ role, status }) => status === 'active' && SEE_PATIENTS.includes(role));
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: nobody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
