import { Anchor, Button, Modal, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairShown } from '../../../shared/bridge/repair.ts';
import { rowText } from '../../../shared/csv/row-text.ts';
import { type Finding, findingText } from '../../../shared/quality/finding.ts';
import { lineOfElement } from '../../../shared/records/json-places.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Repair.module.css';
import { RowFields } from './RowFields.tsx';
import { SetAside } from './SetAside.tsx';

interface ItemEditorProps {
  readonly id: number;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** One text that did not come in, with what is wrong beside it. */
export function ItemEditor({ id, onClose, onChanged }: ItemEditorProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const asked = useAsk('repair.show', { id }, { anew: true });
  const item = asked.data;
  const title = item
    ? `${item.file}${item.line === undefined ? '' : `${t('common.dot')}${t('exchange.line')} ${number(item.line)}`}`
    : t('repairs.title');
  return (
    <Modal opened onClose={onClose} title={title} size="64rem" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <FailureNotice failure={asked.error?.failure} />
      {item ? <Editor item={item} onClose={onClose} onChanged={onChanged} /> : asked.error ? null : <Loading />}
    </Modal>
  );
}

function Editor({ item, onClose, onChanged }: { item: RepairShown } & Omit<ItemEditorProps, 'id'>) {
  const { t } = useTranslation();
  const tell = useTell();
  const { go } = useNavigation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [raw, setRaw] = useState(item.raw ?? '');
  const [cells, setCells] = useState(item.row?.cells ?? []);
  const [asCells, setAsCells] = useState(true);
  const [stillWrong, setStillWrong] = useState<RepairShown>();
  const [settled] = useDebouncedValue(raw, 400);
  const open = item.state === 'open' && item.raw !== undefined;
  const checked = useAsk('repair.check', { id: item.id, raw: settled }, { enabled: open, keepPrevious: true });
  const retry = useDo('repair.retry');
  const { record } = item;
  const submit = () => {
    if (!open || retry.isPending) return;
    retry.mutate(
      { id: item.id, raw },
      {
        onSuccess: ({ fixed, item: after }) => {
          onChanged();
          if (!fixed) return setStillWrong(after);
          const patient = after.record?.type === 'Patient' ? after.record.id : undefined;
          tell(
            t('repairs.cameIn'),
            undefined,
            patient === undefined
              ? []
              : [{ label: t('repairs.openRecord'), run: () => go({ name: 'patient', id: patient }) }],
          );
          onClose();
        },
      },
    );
  };
  const toLine = (line: number) => {
    const node = field.current;
    if (!node) return;
    const lines = raw.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    node.focus();
    node.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  const findings = open ? (checked.data ?? item.findings) : item.findings;
  return (
    <div className={classes.editor}>
      <p className={classes.message}>{t(`errors.${item.code}`, { file: item.file })}</p>
      {item.reason === undefined ? null : <Notice>{item.reason}</Notice>}
      {record?.type === 'Patient' ? (
        <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id: record.id })}>
          {t('repairs.openRecord')}
        </Anchor>
      ) : null}
      <Form onSubmit={submit} className={classes.editor}>
        <Findings findings={findings} raw={raw} onLine={item.raw === undefined ? undefined : toLine} />
        {item.row && asCells ? (
          <RowFields
            item={item}
            row={item.row}
            cells={cells}
            onCells={(next) => {
              setCells(next);
              if (item.row) setRaw(rowText(item.row.head, next, item.row.delimiter));
              setStillWrong(undefined);
            }}
          />
        ) : item.raw === undefined ? (
          <p className={classes.quiet}>{t(record ? 'repairs.inChart' : 'repairs.noText')}</p>
        ) : (
          <Textarea
            ref={field}
            label={t('repairs.text')}
            description={t(/^\s*[{[]/.test(raw) ? 'repairs.textJson' : 'repairs.textRow')}
            value={raw}
            readOnly={!open}
            autosize
            minRows={6}
            maxRows={18}
            spellCheck={false}
            classNames={{ input: classes.text ?? '' }}
            onChange={(event) => {
              setRaw(event.currentTarget.value);
              setStillWrong(undefined);
            }}
          />
        )}
        {item.row && open ? (
          <Anchor
            component="button"
            type="button"
            className={classes.toText ?? ''}
            onClick={() => {
              // the cells are what they were when the text took over
              if (!asCells) {
                setRaw(item.raw ?? '');
                setCells(item.row?.cells ?? []);
              }
              setAsCells(!asCells);
            }}
          >
            {t(asCells ? 'repairs.asText' : 'repairs.asCells')}
          </Anchor>
        ) : null}
        {stillWrong ? (
          <Notice tone="look" alert title={t('repairs.stillWrong')}>
            {t(`errors.${stillWrong.code}`, { file: item.file })}
          </Notice>
        ) : null}
        <FailureNotice failure={retry.error?.failure} />
        {open ? <FormButtons submit={t('repairs.retry')} busy={retry.isPending} onCancel={onClose} /> : null}
      </Form>
      {item.state === 'open' || item.state === 'faults' ? (
        <SetAside
          chosen={{ ids: [item.id] }}
          back={() => ({ ids: [item.id] })}
          label={t('repairs.aside')}
          onChanged={() => {
            onChanged();
            onClose();
          }}
        />
      ) : null}
      {item.state === 'aside' ? <TakeBack id={item.id} onDone={onClose} onChanged={onChanged} /> : null}
    </div>
  );
}

function TakeBack({ id, onDone, onChanged }: { id: number; onDone: () => void; onChanged: () => void }) {
  const { t } = useTranslation();
  const takeBack = useDo('repair.takeBack');
  return (
    <>
      <Button
        variant="default"
        loading={takeBack.isPending}
        onClick={() =>
          takeBack.mutate(
            { chosen: { ids: [id] } },
            {
              onSuccess: () => {
                onChanged();
                onDone();
              },
            },
          )
        }
      >
        {t('repairs.takeBack')}
      </Button>
      <FailureNotice failure={takeBack.error?.failure} />
    </>
  );
}

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly raw: string;
  /** Leads to a line of the text. */
  readonly onLine: ((line: number) => void) | undefined;
}

/** What the check finds, each with the line of its element. */
function Findings({ findings, raw, onLine }: FindingsProps) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const locale = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings} aria-label={t('repairs.findings')}>
      {findings.map((finding, i) => {
        const line = onLine && lineOfElement(raw, finding.expression);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all they say
          <li key={i} data-severity={finding.severity}>
            {line !== undefined && onLine ? (
              <Anchor component="button" type="button" onClick={() => onLine(line)}>
                {t('exchange.line')} {number(line)}
              </Anchor>
            ) : null}{' '}
            <code className={classes.path}>{finding.expression}</code> {findingText(finding, locale)}
          </li>
        );
      })}
    </ul>
  );
}
