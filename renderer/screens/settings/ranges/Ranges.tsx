import { Button, Modal } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceRange } from '../../../../shared/bridge/ranges.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { ConflictBadge } from '../../../ui/Marks.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import settings from '../Settings.module.css';
import { RangeFields } from './RangeFields.tsx';
import { RangeImport } from './RangeImport.tsx';
import classes from './Ranges.module.css';
import { useRangeWords } from './useRangeWords.ts';

/** The reference ranges of the clinic's laboratories: what there is, one more, another, one less. */
export function Ranges() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const ranges = useAsk('range.list', {}, { staleTime: 0 });
  const remove = useDo('range.remove');
  const undo = useDo('record.undo');
  const [open, setOpen] = useState<{ range: ReferenceRange | undefined }>();
  const [bringing, setBringing] = useState(false);
  const mayWrite = may.write('ObservationDefinition');
  const list = ranges.data ?? [];
  const laboratories = [...new Set(list.map(({ laboratory }) => laboratory))];
  const takeOut = (range: ReferenceRange) =>
    remove.mutate(
      { id: range.id },
      { onSuccess: (changed) => tell(t('ranges.removed', { what: range.test.text }), () => undo.mutate(changed)) },
    );
  return (
    <Section
      title={t('ranges.title')}
      aside={
        mayWrite ? (
          <span className={classes.actions}>
            {may.do('import') ? (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconFileImport size="1rem" aria-hidden />}
                onClick={() => setBringing(true)}
              >
                {t('ranges.import.open')}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size="1rem" aria-hidden />}
              onClick={() => setOpen({ range: undefined })}
            >
              {t('ranges.add')}
            </Button>
          </span>
        ) : null
      }
    >
      <p className={settings.quiet}>{t('ranges.body')}</p>
      <FailureNotice failure={ranges.error?.failure ?? remove.error?.failure ?? undo.error?.failure} />
      {ranges.data && list.length === 0 ? <p className={settings.quiet}>{t('ranges.none')}</p> : null}
      {list.length > 0 ? (
        <div className={classes.box}>
          <table className={classes.ranges}>
            <thead>
              <tr>
                <th>{t('ranges.test')}</th>
                <th>{t('results.range')}</th>
                <th>{t('ranges.who')}</th>
                <th>{t('ranges.laboratory')}</th>
                {mayWrite ? <th aria-label={t('ranges.editTitle')} /> : null}
              </tr>
            </thead>
            <tbody>
              {list.map((range) => (
                <tr key={range.id}>
                  <th scope="row">
                    {range.test.text} <ConflictBadge count={range.conflicts} />
                  </th>
                  <Limits range={range} />
                  {mayWrite ? (
                    <td className={classes.actions}>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={t('ranges.edit', { what: range.test.text })}
                        onClick={() => setOpen({ range })}
                      >
                        {t('facts.edit')}
                      </Button>
                      {may.also('remove', 'ObservationDefinition') ? (
                        <Button
                          variant="subtle"
                          color="gray"
                          size="compact-sm"
                          aria-label={t('ranges.remove', { what: range.test.text })}
                          onClick={() => takeOut(range)}
                        >
                          {t('codes.removeShort')}
                        </Button>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open?.range ? t('ranges.editTitle') : t('ranges.add')}
        size="40rem"
        yOffset="8vh"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {open ? (
          <RangeFields
            key={open.range?.id ?? 'new'}
            range={open.range}
            laboratories={laboratories}
            onClose={() => setOpen(undefined)}
          />
        ) : null}
      </Modal>
      <RangeImport opened={bringing} laboratories={laboratories} onClose={() => setBringing(false)} />
    </Section>
  );
}

function Limits({ range }: { range: ReferenceRange }) {
  const { t } = useTranslation();
  const { ends, who, since } = useRangeWords()(range);
  return (
    <>
      <td className="tabular">{ends}</td>
      <td>{who}</td>
      <td>
        {range.laboratory}
        <span className={settings.quiet}>
          {t('common.dot')}
          {since}
        </span>
      </td>
    </>
  );
}
