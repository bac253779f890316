import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { type NotedPaper, printNoted, savePdfNoted } from '../bridge/index.ts';
import type { Size } from '../ui/paper/Pages.tsx';
import { useTell } from '../ui/Told.tsx';

interface Sending {
  /** What the audit trail is told. */
  readonly noted: NotedPaper;
  /** Of a file. No patient's name is in it. */
  readonly name: string;
  /** What is told once it is saved. */
  readonly saved: string;
  readonly size: Size;
  readonly printer: string | undefined;
}

/** Sends what is shown to the printer, or into a file that the person chooses; the audit trail hears of both. */
export function useSend({ noted: about, name, saved, size, printer }: Sending) {
  const { t } = useTranslation();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const once = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    await work();
    setBusy(false);
  };
  return {
    busy,
    failure,
    send: () =>
      once(async () => {
        const result = await printNoted(about, { paper: size, ...(printer === undefined ? {} : { printer }) });
        if (!result.ok) return setFailure(result.error);
        tell(t(result.value.printed ? 'print.sent' : 'print.notSent'));
      }),
    save: () =>
      once(async () => {
        const result = await savePdfNoted(about, { name, paper: size });
        if (!result.ok) return setFailure(result.error);
        if (result.value.saved !== undefined) tell(saved);
      }),
  };
}
