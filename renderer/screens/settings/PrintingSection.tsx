import { SegmentedControl, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePrinters } from '../../printing/usePrinters.ts';
import { labelSize } from '../../ui/paper/sizes.ts';
import { LABEL_SIZES, type Preferences, usePreferences } from '../../ui/preferences.tsx';
import { Section } from '../../ui/Section.tsx';
import { Choice } from './Choice.tsx';
import classes from './Settings.module.css';

/** Paper, printers and language that prints of this workstation begin with. */
export function PrintingSection() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  return (
    <Section title={t('print.here')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('print.hereBody')}</p>
        <Choice label={t('print.paper')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={preferences.paper}
              onChange={(value) => change({ paper: value === 'A5' ? 'A5' : 'A4' })}
              data={['A4', 'A5']}
            />
          )}
        </Choice>
        <Printer label={t('print.printerOf')} name="printer" />
        <Choice label={t('print.labelPaper')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={preferences.label}
              onChange={(value) => change({ label: LABEL_SIZES.find((size) => size === value) ?? preferences.label })}
              data={LABEL_SIZES.map((value) => ({ value, label: t('print.mm', { ...labelSize(value) }) }))}
            />
          )}
        </Choice>
        <Printer label={t('print.labelPrinter')} name="labelPrinter" />
        <Choice label={t('print.startLanguage')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={preferences.printLanguage}
              onChange={(value) => change({ printLanguage: value === 'patient' ? 'patient' : 'reader' })}
              data={(['reader', 'patient'] as const).map((value) => ({ value, label: t(`print.${value}`) }))}
            />
          )}
        </Choice>
        <p className={classes.quiet}>{t('settings.kept')}</p>
      </Stack>
    </Section>
  );
}

function Printer({ label, name }: { label: string; name: 'printer' | 'labelPrinter' }) {
  const { preferences, change } = usePreferences();
  const printers = usePrinters(preferences[name]);
  const choose = (value: string | undefined): Partial<Preferences> =>
    name === 'printer' ? { printer: value } : { labelPrinter: value };
  return (
    <Choice label={label}>
      {(id) => (
        <Select
          aria-labelledby={id}
          data={printers}
          value={preferences[name] ?? ''}
          allowDeselect={false}
          onChange={(value) => change(choose(value ? value : undefined))}
        />
      )}
    </Choice>
  );
}
