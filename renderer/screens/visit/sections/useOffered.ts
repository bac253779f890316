/** Diagnoses that one press puts into the visit: the patient's own problems, then what is diagnosed here most. */
import type { Favourite } from '../../../../shared/bridge/codes.ts';
import type { ChartItem, PatientChart } from '../../../../shared/bridge/records.ts';
import { useAsk } from '../../../bridge/index.ts';
import { useLocale } from '../../../locales/manner.tsx';
import { chooseDiagnosis, type DiagnosisForm, emptyDiagnosis, isListed } from '../../../records/encounter/diagnosis.ts';

interface Offered {
  readonly diagnosis: DiagnosisForm;
  /** One of the patient's problems. */
  readonly problem: boolean;
}

/** So many of each are offered. */
const MOST = 6;

/** In their order, nothing twice. */
export function useOffered(chart: PatientChart): Offered[] {
  const chinese = useLocale() === 'zh-CN';
  const favourites = useAsk('diagnosis.favourites', { limit: MOST });
  const problems = chart.problems.filter(({ status }) => status === undefined || ACTIVE.has(status)).slice(0, MOST);
  const often = (favourites.data ?? []).map((one) => favouriteOf(one, chinese));
  const offered: Offered[] = [];
  const offer = (diagnosis: DiagnosisForm, problem: boolean) => {
    if (
      !isListed(
        offered.map((one) => one.diagnosis),
        diagnosis,
      )
    )
      offered.push({ diagnosis, problem });
  };
  for (const item of problems) offer(diagnosisOf(item), true);
  for (const diagnosis of often) offer(diagnosis, false);
  return offered;
}

function favouriteOf({ text, coding, zh, en }: Favourite, chinese: boolean): DiagnosisForm {
  if (!coding) return { ...emptyDiagnosis, text };
  return chooseDiagnosis(emptyDiagnosis, { ...coding, term: (chinese ? (zh ?? en) : (en ?? zh)) ?? text });
}

/** http://terminology.hl7.org/CodeSystem/condition-clinical */
const ACTIVE: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);

/** A problem of the chart as a diagnosis of today; it is on the list of problems already. */
function diagnosisOf({ text, code }: ChartItem): DiagnosisForm {
  const at = code?.lastIndexOf('|') ?? -1;
  if (code === undefined || at <= 0) return { ...emptyDiagnosis, text };
  return chooseDiagnosis(emptyDiagnosis, { system: code.slice(0, at), code: code.slice(at + 1), term: text });
}
