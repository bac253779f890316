import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { ok, type Result } from '../../shared/base/result.ts';
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
  // a key that is pressed again finds it here at once, not with the next frame
  const sending = useRef(false);
  /** `work` gives what is told: whoever reads that may send again. */
  const once = async (work: () => Promise<Result<string | undefined>>) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setFailure(undefined);
    const sent = await work();
    sending.current = false;
    setBusy(false);
    if (!sent.ok) setFailure(sent.error);
    else if (sent.value !== undefined) tell(sent.value);
  };
  return {
    busy,
    failure,
    send: () =>
      once(async () => {
        const result = await printNoted(about, { paper: size, ...(printer === undefined ? {} : { printer }) });
        return result.ok ? ok(t(result.value.printed ? 'print.sent' : 'print.notSent')) : result;
      }),
    save: () =>
      once(async () => {
        const result = await savePdfNoted(about, { name, paper: size });
        return result.ok ? ok(result.value.saved === undefined ? undefined : saved) : result;
      }),
  };
}
