import { ActionIcon, Button, Group, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { readDate } from '../dates.ts';
import { splitName } from '../names.ts';
import type { PatientProblems } from './checks.ts';
import { readIdentity } from './identity.ts';
import type { PatientForm } from './mapping.ts';
import classes from './PatientForm.module.css';

interface PatientFieldsProps {
  readonly form: PatientForm;
  readonly problems: PatientProblems;
  readonly onChange: (form: PatientForm) => void;
}

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

/** The fields of a patient. Holds no state but what it proposed; whoever shows it keeps the form and saves it. */
export function PatientFields({ form, problems, onChange }: PatientFieldsProps) {
  const { t } = useTranslation();
  const { age } = useFormat();
  // Family and given name follow the full name until somebody edits them.
  const followed = useRef(form.family === '' && form.given === '');
  const change = (part: Partial<PatientForm>) => onChange({ ...form, ...part });
  const say = (key: keyof PatientProblems) => {
    const problem = problems[key];
    return problem ? t(`patient.${problem}`) : undefined;
  };
  const known = readDate(form.birthDate);

  return (
    <Stack gap="lg">
      <FieldGroup title={t('patient.section.who')}>
        <TextInput
          label={t('patient.name')}
          description={t('patient.nameHint')}
          value={form.name}
          error={say('name')}
          required
          autoFocus
          autoComplete="off"
          maxLength={200}
          onChange={(event) => {
            const name = event.currentTarget.value;
            change(followed.current ? { name, ...splitName(name) } : { name });
          }}
        />
        <SimpleGrid cols={2} spacing="sm">
          {(['family', 'given'] as const).map((part) => (
            <TextInput
              key={part}
              label={t(`patient.${part}`)}
              value={form[part]}
              autoComplete="off"
              maxLength={200}
              onChange={(event) => {
                followed.current = false;
                change({ [part]: event.currentTarget.value });
              }}
            />
          ))}
        </SimpleGrid>
        <Radio.Group
          label={t('patient.gender')}
          value={form.gender}
          onChange={(gender) => change({ gender: GENDERS.find((each) => each === gender) ?? '' })}
        >
          <Group mt={6} gap="lg">
            {GENDERS.map((gender) => (
              <Radio key={gender} value={gender} label={t(`gender.${gender}`)} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          label={t('patient.birthDate')}
          description={t('patient.birthDateHint')}
          value={form.birthDate}
          error={say('birthDate')}
          autoComplete="off"
          inputMode="numeric"
          className={classes.short ?? ''}
          rightSection={known ? <span className={classes.age}>{age(known)}</span> : undefined}
          rightSectionWidth="6rem"
          onChange={(event) => change({ birthDate: event.currentTarget.value })}
          onBlur={() => known && known !== form.birthDate && change({ birthDate: known })}
        />
      </FieldGroup>
      <FieldGroup title={t('patient.section.reach')}>
        {form.phones.map((phone, index) => {
          const label = index === 0 ? t('patient.phone') : t('patient.phoneNth', { n: index + 1 });
          const put = (value: string | undefined) =>
            change({
              phones: form.phones.flatMap((each, at) => (at !== index ? [each] : value === undefined ? [] : [value])),
            });
          return (
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the phone's identity in this form
              key={index}
              label={label}
              type="tel"
              value={phone}
              error={say(`phone${index}`)}
              autoComplete="off"
              maxLength={40}
              className={classes.short ?? ''}
              onChange={(event) => put(event.currentTarget.value)}
              rightSection={
                form.phones.length > 1 ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('patient.removePhone', { n: index + 1 })}
                    onClick={() => put(undefined)}
                  >
                    <IconX size="1rem" />
                  </ActionIcon>
                ) : undefined
              }
            />
          );
        })}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="1rem" />}
            onClick={() => change({ phones: [...form.phones, ''] })}
          >
            {t('patient.addPhone')}
          </Button>
        </div>
      </FieldGroup>
      <FieldGroup title={t('patient.section.numbers')}>
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            label={t('patient.identity')}
            description={t('patient.identityHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            value={form.identity}
            error={say('identity')}
            autoComplete="off"
            maxLength={60}
            onChange={(event) => {
              const identity = event.currentTarget.value;
              const read = readIdentity(identity);
              change({
                identity,
                ...(read && form.birthDate === '' ? { birthDate: read.birthDate } : {}),
                ...(read && form.gender === '' ? { gender: read.gender } : {}),
              });
            }}
          />
          <TextInput
            label={t('patient.chartNumber')}
            value={form.chartNumber}
            autoComplete="off"
            maxLength={60}
            onChange={(event) => change({ chartNumber: event.currentTarget.value })}
          />
        </SimpleGrid>
      </FieldGroup>
      <FieldGroup title={t('patient.section.address')}>
        <TextInput
          label={t('patient.line')}
          value={form.line}
          autoComplete="off"
          maxLength={300}
          onChange={(event) => change({ line: event.currentTarget.value })}
        />
        <SimpleGrid cols={3} spacing="sm">
          {(['city', 'state', 'postalCode'] as const).map((key) => (
            <TextInput
              key={key}
              label={t(`patient.${key}`)}
              value={form[key]}
              autoComplete="off"
              maxLength={100}
              onChange={(event) => change({ [key]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      </FieldGroup>
    </Stack>
  );
}

function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={classes.group} aria-labelledby={id}>
      <legend id={id} className={classes.legend}>
        {title}
      </legend>
      <Stack gap="sm">{children}</Stack>
    </fieldset>
  );
}
