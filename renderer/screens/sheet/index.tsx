import { Button } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Print } from '../../../shared/bridge/prints.ts';
import { LOCKED_TYPES, type VisitSheet } from '../../../shared/bridge/signing.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { printCommands } from '../../printing/commands.ts';
import { PrintMenu, usePrintable } from '../../printing/PrintMenu.tsx';
import { usePrint } from '../../printing/usePrint.tsx';
import { printsOfVisit, VISIT_PRINTS } from '../../printing/visit.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { Line } from './Line.tsx';
import classes from './Sheet.module.css';

function SheetScreen({ route }: { route: RouteOf<'sheet'> }) {
  return <PatientFrame id={route.id}>{() => <Asked route={route} />}</PatientFrame>;
}

function Asked({ route }: { route: RouteOf<'sheet'> }) {
  // what was shown here before may have been signed, or changed, since
  const sheet = useAsk('visit.sheet', { encounter: route.encounter }, { anew: true });
  if (sheet.error)
    return (
      <div className={classes.page}>
        <FailureNotice failure={sheet.error.failure} />
      </div>
    );
  return sheet.data ? <Sheet sheet={sheet.data} wanted={route.print} /> : <Loading />;
}

interface SheetProps {
  readonly sheet: VisitSheet;
  /** What is printed of it at once. */
  readonly wanted: Print | undefined;
}

/** Everything of a visit to be read from top to bottom, printed, and signed as it stands there. */
function Sheet({ sheet, wanted }: SheetProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { back, canGoBack, go } = useNavigation();
  const tell = useTell();
  const may = useMay();
  const sign = useDo('visit.sign');
  const signs = !sheet.signed && may.write('DocumentReference') && LOCKED_TYPES.every((type) => may.also('sign', type));
  const printable = usePrintable(sheet.patient, VISIT_PRINTS);
  const prescribed = sheet.lines.some(({ type }) => type === 'MedicationRequest');
  const prints = printsOfVisit(printable, prescribed);
  const { sheet: preview, print } = usePrint();
  const shows = (document: Print) => print({ document, patient: sheet.patient, encounter: sheet.encounter });
  // once: who comes back to this place is not asked again
  const [open, setOpen] = useKept('print', wanted);
  useEffect(() => {
    if (!open) return;
    setOpen(undefined);
    print({ document: open, patient: sheet.patient, encounter: sheet.encounter });
  }, [open, setOpen, print, sheet.patient, sheet.encounter]);
  const leave = canGoBack ? back : () => go({ name: 'patient', id: sheet.patient });
  const submit = () => {
    if (!signs || sign.isPending) return;
    const shown = sheet.lines.map(({ type, id, seen }) => ({ type, id, seen }));
    sign.mutate(
      { encounter: sheet.encounter, shown },
      {
        onSuccess: () => {
          tell(
            t('sheet.done'),
            undefined,
            prints.map((document) => ({
              label: t(`print.action.${document}`),
              run: () => go({ name: 'sheet', id: sheet.patient, encounter: sheet.encounter, print: document }),
            })),
          );
          leave();
        },
      },
    );
  };
  useCommands([
    ...(signs
      ? [
          {
            id: 'here.sign',
            name: 'sheet.sign' as const,
            icon: IconWritingSign,
            group: 'here' as const,
            keys: ['mod+Enter'],
            run: submit,
          },
        ]
      : []),
    ...printCommands(prints, 'visit', shows),
  ]);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <div>
          <h2>{t('sheet.title')}</h2>
          <p className={`${classes.quiet} tabular`}>
            {[sheet.date === undefined ? undefined : time(sheet.date), sheet.by]
              .filter((part) => part !== undefined)
              .join(t('common.dot'))}
          </p>
        </div>
        <div className={classes.actions}>
          <Button variant="default" onClick={leave}>
            {t(signs ? 'sheet.later' : 'common.back')}
          </Button>
          <PrintMenu documents={prints} onPrint={shows} />
          {signs ? (
            <Button
              leftSection={<IconWritingSign size="1.125rem" stroke={1.8} />}
              loading={sign.isPending}
              title={keyWords('mod+Enter')}
              autoFocus
              onClick={submit}
            >
              {t('sheet.sign')}
            </Button>
          ) : null}
        </div>
      </div>
      <FailureNotice failure={sign.error?.failure} />
      {signs ? <Notice>{t('sheet.before')}</Notice> : null}
      <ol className={classes.lines} aria-label={t('sheet.title')}>
        {sheet.lines.map((line) => (
          <Line key={`${line.type}/${line.id}`} line={line} />
        ))}
      </ol>
      {preview}
    </div>
  );
}

export const sheet: Screen<'sheet'> = { rail: 'patients', view: SheetScreen };
