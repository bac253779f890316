/** What every form of a fact does: keeps its draft, says what is wrong once somebody has tried to save, saves, and is given up. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { useDo } from '../../../bridge/index.ts';
import { useDraft } from '../../useDraft.ts';
import type { FieldsProps, ShellProps } from './FormShell.tsx';
import type { ProblemsOf } from './forms.ts';

type SaveCall = 'allergy.save' | 'problem.save' | 'taken.save';
type Save = Pick<ReturnType<typeof useDo<SaveCall>>, 'isPending' | 'error'>;

interface FactFormOptions<T, I> extends Pick<FieldsProps, 'patient' | 'place' | 'onSaved' | 'onClose'> {
  /** How the form begins; asked once. */
  readonly begin: () => T;
  readonly check: (form: T) => ProblemsOf<T>;
  readonly input: (form: T) => I;
  /** What it is called, for what is told when it is saved. */
  readonly nameOf: (form: T) => string;
  readonly save: Save & {
    mutate(input: I, options: { readonly onSuccess: (changed: Changed) => void }): void;
  };
}

interface FactForm<T> {
  readonly form: T;
  readonly change: (part: Partial<T>) => void;
  /** Everything that a text field of this name takes. */
  readonly field: (name: TextField<T>, maxLength: number) => FieldProps;
  readonly shell: ShellProps;
}

type TextField<T> = { [N in keyof T]: T[N] extends string ? N : never }[keyof T];
interface FieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly maxLength: number;
  readonly autoComplete: 'off';
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

export function useFactForm<T extends object, I>(options: FactFormOptions<T, I>): FactForm<T> {
  const { patient, place, begin, check, input, nameOf, save, onSaved, onClose } = options;
  const { t } = useTranslation();
  const [initial] = useState(begin);
  const { value: form, change: setForm, drop, restored } = useDraft(place, patient, initial);
  const [tried, setTried] = useState(false);
  const problems = check(form);
  const change = (part: Partial<T>) => setForm({ ...form, ...part });
  const say = (field: keyof T) => {
    const problem = problems[field];
    return tried && problem ? t(`facts.problem.${problem}`) : undefined;
  };
  return {
    form,
    change,
    field: (name, maxLength) => ({
      value: String(form[name]),
      error: say(name),
      maxLength,
      autoComplete: 'off',
      onChange: (event) => change({ [name]: event.currentTarget.value } as Partial<T>),
    }),
    shell: {
      busy: save.isPending,
      failure: save.error?.failure,
      restored,
      onSave: () => {
        setTried(true);
        if (Object.keys(problems).length > 0 || save.isPending) return;
        save.mutate(input(form), {
          onSuccess: (changed) => {
            drop();
            onSaved(nameOf(form), changed);
          },
        });
      },
      onClose: () => {
        drop();
        onClose();
      },
    },
  };
}
