import { NativeSelect } from '@mantine/core';
import { useStaff } from './useStaff.ts';

interface StaffProps {
  readonly label: string;
  /** What no choice is called. */
  readonly nobody: string;
  readonly value: string;
  readonly onChange: (user: string) => void;
}

/** Whoever sees patients. */
export function Staff({ label, nobody, value, onChange }: StaffProps) {
  const people = useStaff();
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: nobody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
