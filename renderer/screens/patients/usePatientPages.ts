import { useQueries } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../../shared/base/errors.ts';
import type { PatientFilter, PatientSort } from '../../../shared/bridge/patients.ts';
import { AskError } from '../../bridge/ask.ts';
import { inTheWay, reading } from '../../bridge/queries.ts';
import type { PatientRows } from '../../records/patient/PatientList.tsx';

/** Rows of one question; what is in sight, and what soon will be, spans two of them at most. */
const PAGE = 100;
/** So many rows before they come into sight they are asked for: a wheel that turns fast takes ten frames for them. */
const AHEAD = 40;

export interface PatientPages extends PatientRows {
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  readonly onRange: (first: number, last: number) => void;
}

/** The list of patients in pages, of which those in sight are asked for. The last list stays until the next one is there. */
export function usePatientPages(filter: PatientFilter, sort: PatientSort): PatientPages {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const pages = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { filter, sort, offset: page * PAGE, limit: PAGE };
      return { queryKey: ['patient.list', input], queryFn: reading('patient.list', input) };
    }),
  });
  const onRange = useCallback((first: number, last: number) => {
    const next = { first: pageOf(first - AHEAD), last: pageOf(last + AHEAD) };
    setRange((known) => (known.first === next.first && known.last === next.last ? known : next));
  }, []);

  const known = answers.find(({ data }) => data !== undefined)?.data;
  const error = answers.map(inTheWay).find((one) => one instanceof AskError);
  const asked = JSON.stringify([filter, sort]);
  const rows = new Map(pages.map((page, at) => [page, answers[at]?.data?.rows]));
  const held = useRef({ asked, count: 0, total: undefined as number | undefined, rows });
  // a page that is on its way leaves its rows open; another list is shown once its first page is there
  if (known) held.current = { asked, count: known.count, total: known.total, rows };
  else if (held.current.asked === asked) held.current = { ...held.current, rows };
  const { count, total, rows: shown } = held.current;
  return {
    count,
    total,
    failure: error?.failure,
    at: (index) => shown.get(Math.floor(index / PAGE))?.[index % PAGE],
    onRange,
  };
}

function pageOf(row: number): number {
  return Math.max(0, Math.floor(row / PAGE));
}
