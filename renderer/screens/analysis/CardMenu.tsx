import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { askDesktop, askPlace, useMay, whileNoted } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import type { ChartOption } from '../../ui/chart/Chart.tsx';
import { chartPicture, PICTURES, type PictureKind } from '../../ui/chart/picture.ts';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { useTell } from '../../ui/Told.tsx';
import { givenFigure } from './choice.ts';
import { exportJob } from './export-job.ts';

interface MenuProps {
  readonly definition: MeasureDefinition;
  readonly answer: MeasureAnswer;
  readonly question: CallInput<'measures.ask'>;
  /** Whose figures they are, where not everybody's. */
  readonly only: string | undefined;
  readonly option: ChartOption;
  /** Of the picture, in rem. */
  readonly height: number;
  readonly onPrint?: ((definition: MeasureDefinition) => void) | undefined;
}

/** In pixels. */
const WIDTH = 960;

/** What can be taken along of a figure: its table, its picture, a sheet of paper. */
export function CardMenu({ definition, answer, question, only, option, height, onPrint }: MenuProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const may = useMay();
  const tell = useTell();
  const title = words.of(definition.title);
  const mayExport = may.do('export');
  const table = async () => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out !== undefined) await exportJob.start({ ...question, out, locale: words.formats.locale });
  };
  const picture = async (kind: PictureKind) => {
    const range = words.range(answer.range);
    const subtitle = [words.when(definition, answer), only].filter(Boolean).join('\n');
    const data = await chartPicture(option, kind, { title, subtitle, width: WIDTH, height: Math.round(height * 20) });
    const saved = await whileNoted(
      { action: 'export', what: 'picture', figures: [givenFigure(definition, answer)] },
      () => askDesktop('desktop.savePicture', { name: `${title} ${range}`, kind, data }),
      (file) => file.saved !== undefined,
    );
    if (!saved.ok) return tell(failureWords(t, saved.error));
    if (saved.value.saved !== undefined) tell(t('analysis.pictureSaved', { file: saved.value.saved }));
  };
  if (!mayExport && !onPrint) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('analysis.moreOf', { title })}
          title={t('analysis.more')}
        >
          <IconDots size="1.125rem" stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayExport ? <MenuItem onClick={() => void table()}>{t('analysis.saveTable')}</MenuItem> : null}
        {mayExport
          ? PICTURES.map((kind) => (
              <MenuItem key={kind} onClick={() => void picture(kind)}>
                {t(`analysis.savePicture.${kind}`)}
              </MenuItem>
            ))
          : null}
        {onPrint ? <MenuItem onClick={() => onPrint(definition)}>{t('analysis.printOne')}</MenuItem> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
