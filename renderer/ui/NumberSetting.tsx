import { NumberInput } from '@mantine/core';

interface NumberSettingProps {
  readonly label: string;
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number that holds as soon as the field is left. */
export function NumberSetting({ label, hint, min, max, value, onChange }: NumberSettingProps) {
  return (
    <NumberInput
      label={label}
      description={hint}
      w="18rem"
      maw="100%"
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="blur"
      defaultValue={value}
      onBlur={(event) => {
        const typed = Number(event.currentTarget.value);
        if (Number.isInteger(typed) && typed >= min && typed <= max && typed !== value) onChange(typed);
      }}
    />
  );
}
