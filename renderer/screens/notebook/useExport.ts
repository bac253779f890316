import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallInput } from '../../../shared/bridge/index.ts';
import { ask, askDesktop, askPlace } from '../../bridge/index.ts';
import type { ChartOption } from '../../ui/chart/Chart.tsx';
import { chartPicture, type PictureKind } from '../../ui/chart/picture.ts';
import { useTell } from '../../ui/Told.tsx';

export const FORMATS = ['csv', 'ndjson', 'parquet'] as const;
type Format = (typeof FORMATS)[number];

/** All rows of a query into a file, and its chart as a picture, where the person says; both stand in the audit trail. */
export function useExport(name: string) {
  const { t } = useTranslation();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const rows = async (format: Format, asked: Pick<CallInput<'notebook.run'>, 'views' | 'sql' | 'limits'>) => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    setBusy(true);
    setFailure(undefined);
    const result = await ask('notebook.export', { job: crypto.randomUUID(), ...asked, format, out, name });
    setBusy(false);
    if (result.ok) tell(t('notebook.exported', { count: result.value.rows, file: result.value.file }));
    else setFailure(result.error);
  };
  const picture = async (kind: PictureKind, option: ChartOption) => {
    setFailure(undefined);
    const saved = await askDesktop('desktop.savePicture', { name, kind, data: await chartPicture(option, kind) });
    if (!saved.ok) return setFailure(saved.error);
    if (saved.value.saved === undefined) return;
    const noted = await ask('audit.note', { action: 'export', what: 'picture' });
    if (noted.ok) tell(t('notebook.pictureSaved', { file: saved.value.saved }));
    else setFailure(noted.error);
  };
  return { busy, failure, rows, picture };
}
