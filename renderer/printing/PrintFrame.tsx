/** The window over the window in which a print is looked at before it is sent: what can be chosen about it, and the sheets. */
import { ActionIcon, Button, FocusTrap, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../shared/bridge/session.ts';
import type { SHEETS } from '../ui/paper/sizes.ts';
import classes from './PrintView.module.css';
import { usePrinters } from './usePrinters.ts';
import type { useSend } from './useSend.ts';

interface FrameProps {
  readonly title: string;
  readonly locale: Locale;
  readonly onLocale: (locale: Locale) => void;
  /** The choice of its size. */
  readonly paper: ReactNode;
  readonly printer: string | undefined;
  readonly onPrinter: (printer: string | undefined) => void;
  /** The sheets stand as they will be printed. */
  readonly ready: boolean;
  readonly sending: Pick<ReturnType<typeof useSend>, 'send' | 'save' | 'busy'>;
  readonly onClose: () => void;
  readonly told: ReactNode;
  readonly children: ReactNode;
}

export function PrintFrame(props: FrameProps) {
  const { title, locale, onLocale, paper, printer, onPrinter, ready, sending, onClose, told, children } = props;
  const { t } = useTranslation();
  const { send, save, busy } = sending;
  // what is on its way is what stands on the sheets: until it is there, they stay as they are
  const close = (): void => {
    if (!busy) onClose();
  };
  // a key that is pressed as soon as the buttons can be is judged by what they show, not by what was there a moment before
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') close();
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p') {
      event.preventDefault();
      if (ready) void send();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return createPortal(
    <FocusTrap>
      <div data-paper className={classes.view} role="dialog" aria-modal aria-label={title}>
        <header className={`${classes.head} no-print`}>
          <h1 className={classes.title}>{title}</h1>
          <fieldset className={classes.choices} disabled={busy}>
            <Choice
              label={t('print.language')}
              value={locale}
              onChange={onLocale}
              options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            {paper}
            <Printer value={printer} onChange={onPrinter} />
          </fieldset>
          <Button variant="default" disabled={!ready} loading={busy} onClick={() => void save()}>
            {t('print.pdf')}
          </Button>
          <Button disabled={!ready} loading={busy} onClick={() => void send()} title="Ctrl P" data-autofocus>
            {t('print.send')}
          </Button>
          <ActionIcon
            variant="default"
            size="input-sm"
            disabled={busy}
            onClick={close}
            aria-label={t('common.close')}
            title="Esc"
          >
            <IconX size="1.125rem" stroke={1.8} aria-hidden />
          </ActionIcon>
        </header>
        <div className={`${classes.told} no-print`}>
          <fieldset className={classes.choices} disabled={busy}>
            {told}
          </fieldset>
        </div>
        {children}
      </div>
    </FocusTrap>,
    document.body,
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(next) => {
        const known = options.find((option) => option.value === next);
        if (known) onChange(known.value);
      }}
    />
  );
}

function Printer({ value, onChange }: { value: string | undefined; onChange: (printer: string | undefined) => void }) {
  const { t } = useTranslation();
  const printers = usePrinters(value);
  return (
    <Select
      className={classes.printer ?? ''}
      aria-label={t('print.printer')}
      data={printers}
      value={value ?? ''}
      allowDeselect={false}
      onChange={(next) => onChange(next ? next : undefined)}
    />
  );
}

/** A sheet's size. */
export function PaperChoice({
  value,
  onChange,
}: {
  readonly value: keyof typeof SHEETS;
  readonly onChange: (paper: keyof typeof SHEETS) => void;
}) {
  const { t } = useTranslation();
  return (
    <Choice
      label={t('print.paper')}
      value={value}
      onChange={onChange}
      options={(['A4', 'A5'] as const).map((paper) => ({ value: paper, label: paper }))}
    />
  );
}
