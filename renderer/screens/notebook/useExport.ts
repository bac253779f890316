import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallInput, EventPayload } from '../../../shared/bridge/index.ts';
import { ask, askDesktop, askPlace, useVaultEvent, whileNoted } from '../../bridge/index.ts';
import type { ChartOption } from '../../ui/chart/Chart.tsx';
import { chartPicture, type PictureKind } from '../../ui/chart/picture.ts';
import { useTell } from '../../ui/Told.tsx';

export const FORMATS = ['csv', 'ndjson', 'parquet'] as const;
type Format = (typeof FORMATS)[number];

/** All rows of a query into a file, and its chart as a picture, where the person says; both stand in the audit trail. */
export function useExport(name: string) {
  const { t } = useTranslation();
  const tell = useTell();
  const [job, setJob] = useState<string>();
  const [progress, setProgress] = useState<EventPayload<'progress'>>();
  const [failure, setFailure] = useState<Failure>();
  useVaultEvent('progress', (told) => {
    if (told.job === job) setProgress(told);
  });
  const rows = async (format: Format, asked: Pick<CallInput<'notebook.run'>, 'views' | 'sql' | 'limits'>) => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    const mine = crypto.randomUUID();
    setJob(mine);
    setProgress(undefined);
    setFailure(undefined);
    const result = await ask('notebook.export', { job: mine, ...asked, format, out, name });
    setJob(undefined);
    if (result.ok) tell(t('notebook.exported', { count: result.value.rows, file: result.value.file }));
    else if (result.error.code === 'cancelled') tell(t('notebook.stopped'));
    else setFailure(result.error);
  };
  const stop = () => {
    if (job !== undefined) void ask('job.cancel', { job });
  };
  const picture = async (kind: PictureKind, option: ChartOption) => {
    setFailure(undefined);
    const data = await chartPicture(option, kind);
    const saved = await whileNoted(
      { action: 'export', what: 'picture' },
      () => askDesktop('desktop.savePicture', { name, kind, data }),
      (file) => file.saved !== undefined,
    );
    if (!saved.ok) return setFailure(saved.error);
    if (saved.value.saved !== undefined) tell(t('notebook.pictureSaved', { file: saved.value.saved }));
  };
  return { busy: job !== undefined, progress, failure, rows, stop, picture };
}
