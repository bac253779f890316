import { Button } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LOCKED_TYPES, type VisitSheet } from '../../../shared/bridge/signing.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { Line } from './Line.tsx';
import classes from './Sheet.module.css';

function SheetScreen({ route }: { route: RouteOf<'sheet'> }) {
  return <PatientFrame id={route.id}>{() => <Asked encounter={route.encounter} />}</PatientFrame>;
}

function Asked({ encounter }: { encounter: string }) {
  const sheet = useAsk('visit.sheet', { encounter }, { staleTime: 0 });
  if (sheet.error)
    return (
      <div className={classes.page}>
        <FailureNotice failure={sheet.error.failure} />
      </div>
    );
  // what was shown here before may have been signed, or changed, since
  return sheet.data && sheet.isFetchedAfterMount ? <Sheet sheet={sheet.data} /> : <Loading />;
}

/** Everything of a visit to be read from top to bottom, and signed as it stands there. */
function Sheet({ sheet }: { sheet: VisitSheet }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { back, canGoBack, go } = useNavigation();
  const tell = useTell();
  const may = useMay();
  const sign = useDo('visit.sign');
  const signs = !sheet.signed && may.write('DocumentReference') && LOCKED_TYPES.every((type) => may.also('sign', type));
  const leave = canGoBack ? back : () => go({ name: 'patient', id: sheet.patient });
  const submit = () => {
    if (!signs || sign.isPending) return;
    const shown = sheet.lines.map(({ type, id, seen }) => ({ type, id, seen }));
    sign.mutate(
      { encounter: sheet.encounter, shown },
      {
        onSuccess: () => {
          tell(t('sheet.done'));
          leave();
        },
      },
    );
  };
  useCommands(
    signs
      ? [
          {
            id: 'here.sign',
            name: 'sheet.sign',
            icon: IconWritingSign,
            group: 'here',
            keys: ['mod+Enter'],
            run: submit,
          },
        ]
      : [],
  );
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
    </div>
  );
}

export const sheet: Screen<'sheet'> = { rail: 'patients', view: SheetScreen };
