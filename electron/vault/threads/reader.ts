/** The reading thread: a read-only connection and the questions that are too heavy for the vault's own thread. */
import { attempt, type Result } from '../../../shared/base/result.ts';
import type { CleaningPreview } from '../../../shared/bridge/cleaning.ts';
import type { VisitChoices } from '../../../shared/bridge/cohorts.ts';
import type { MeasureAnswer } from '../../../shared/bridge/measures.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import {
  type CohortQuestion,
  type CountQuestion,
  cohortMembers,
  cohortPeople,
  countCohort,
  type PeopleQuestion,
} from '../analysis/cohorts/answer.ts';
import { type CohortExport, exportCohort } from '../analysis/cohorts/export.ts';
import { cohortsNamed, keptCohorts } from '../analysis/cohorts/kept.ts';
import { type SeenQuestion, visitChoices } from '../analysis/cohorts/seen.ts';
import { askMeasure, type MeasureInput } from '../analysis/measures/ask.ts';
import { type BehindInput, type BehindPage, recordsBehind } from '../analysis/measures/behind.ts';
import { exportMeasure, type MeasureExport } from '../analysis/measures/export.ts';
import { rangeOf } from '../analysis/measures/range.ts';
import { type PageAsked, type PageRead, readPage } from '../analysis/notebook/chosen.ts';
import type { keptViews } from '../analysis/views/kept.ts';
import type { ViewPage, ViewPageQuestion, ViewPreview, ViewPreviewQuestion } from '../analysis/views/pages.ts';
import type { ExportOptions, ExportReport } from '../exchange/contract.ts';
import { exportList, type ListInput } from '../exchange/csv/lists/export.ts';
import { EXPORT_FORMATS, type ExportName } from '../exchange/registry.ts';
import type { CleaningQuestion, findUnclean } from '../quality/cleaning/look.ts';
import { type SearchInput, searchFhir } from '../query/search.ts';
import { searchTexts, type TextSearch } from '../records/full-text.ts';
import { notebooksOf } from '../records/notebooks.ts';
import { listPatients, type PatientListing } from '../records/patient-list.ts';
import { refuseUnwanted, within } from '../storage/bounds.ts';
import { openStore, type Reader } from '../storage/database.ts';
import { changeMark } from '../storage/log.ts';
import type { Port } from './contract.ts';

/** Each question: what it takes, what it answers. */
interface Questions {
  measure: { input: MeasureInput; answer: MeasureAnswer };
  measureRange: {
    input: { readonly to?: string | undefined; readonly today: string };
    answer: { from: string; to: string };
  };
  behind: { input: BehindInput; answer: BehindPage };
  measureTable: { input: MeasureExport; answer: { file: string; rows: number } };
  export: { input: { format: ExportName } & Omit<ExportOptions, 'signal' | 'onProgress'>; answer: ExportReport };
  list: { input: ListInput; answer: { file: string; rows: number } };
  search: { input: SearchInput; answer: string };
  patients: { input: PatientListing; answer: ReturnType<typeof listPatients> };
  view: { input: PageAsked; answer: PageRead };
  /** As `changeMark`. */
  mark: { input: null; answer: number };
  text: { input: TextSearch; answer: ReturnType<typeof searchTexts> };
  cleaning: { input: CleaningQuestion; answer: CleaningPreview };
  cohortCount: { input: CountQuestion; answer: Awaited<ReturnType<typeof countCohort>> };
  cohortPeople: { input: PeopleQuestion; answer: Awaited<ReturnType<typeof cohortPeople>> };
  cohortExport: { input: CohortExport; answer: { file: string; rows: number } };
  cohortMembers: { input: CohortQuestion; answer: Awaited<ReturnType<typeof cohortMembers>> };
  keptViews: { input: null; answer: ReturnType<typeof keptViews> };
  keptCohorts: { input: null; answer: ReturnType<typeof keptCohorts> };
  notebooks: { input: null; answer: ReturnType<typeof notebooksOf> };
  cohortsNamed: { input: readonly string[]; answer: Map<string, Cohort> };
  visitChoices: { input: SeenQuestion; answer: VisitChoices };
  viewPage: { input: ViewPageQuestion; answer: ViewPage };
  viewPreview: { input: ViewPreviewQuestion; answer: ViewPreview };
  unclean: { input: CleaningQuestion & { readonly after: number }; answer: Awaited<ReturnType<typeof findUnclean>> };
}

export type QuestionName = keyof Questions;
export type Question<N extends QuestionName> = Questions[N]['input'];
export type Answer<N extends QuestionName> = Questions[N]['answer'];
export type ReaderMessage =
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** What nobody expected of one question; the others go on. */
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };

interface Context {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

const ANSWERS: {
  [N in QuestionName]: (reader: Reader, input: Question<N>, context: Context) => Promise<Answer<N>> | Answer<N>;
} = {
  measure: (reader, input) => askMeasure(reader, input),
  measureRange: (reader, input) => rangeOf(reader, input),
  behind: (reader, input) => recordsBehind(reader, input),
  measureTable: (reader, input, context) => exportMeasure(reader, input, context),
  export: (reader, { format, ...options }, context) => EXPORT_FORMATS[format](reader, { ...options, ...context }),
  list: (reader, input, context) => exportList(reader, input, context),
  search: (reader, input, { signal }) => searchFhir(reader, input, signal),
  patients: (reader, input) => listPatients(reader, input),
  text: (reader, input) => searchTexts(reader, input),
  cohortCount: countCohort,
  cohortPeople,
  cohortMembers,
  visitChoices,
  keptViews: async (reader) => (await import('../analysis/views/kept.ts')).keptViews(reader),
  keptCohorts: (reader) => keptCohorts(reader),
  notebooks: (reader) => notebooksOf(reader),
  cohortsNamed: (reader, ids) => cohortsNamed(reader, ids),
  view: (reader, input) => readPage(reader, input),
  mark: (reader) => changeMark(reader),
  cohortExport: exportCohort,
  // the rules and their libraries are read when they are needed
  cleaning: async (reader, input, context) =>
    (await import('../quality/cleaning/look.ts')).previewCleaning(reader, input, context),
  viewPage: async (reader, input) => (await import('../analysis/views/pages.ts')).viewPage(reader, input),
  viewPreview: async (reader, input, { signal }) =>
    (await import('../analysis/views/pages.ts')).viewPreview(reader, input, signal),
  unclean: async (reader, input) => (await import('../quality/cleaning/look.ts')).findUnclean(reader, input),
};

/** `unwanted` becomes 1 where nobody waits for the answer any more: a statement that runs sees no message. */
type Asked = { [N in QuestionName]: { id: number; name: N; input: Question<N>; unwanted: Int32Array } }[QuestionName];

export interface ReaderData {
  readonly file: string;
  readonly key: Uint8Array;
  /** Whether all answers are of the records as they are when the thread starts. */
  readonly snapshot: boolean;
  /** The most pages that it keeps in memory, in MiB. */
  readonly cacheMb: number;
}

/** Answers until it is not needed any more: then what is under way is given up, and the connection closed. */
export async function serveReader(port: Port, data: unknown): Promise<void> {
  const { file, key, snapshot, cacheMb } = data as ReaderData;
  const store = openStore({ file, key: new Uint8Array(key), readonly: true, snapshot, cacheMb });
  const running = new Map<number, AbortController>();
  const answering = new Set<Promise<void>>();
  port.on('message', (message: Asked | { id: number; cancel: true }) => {
    if ('cancel' in message) {
      running.get(message.id)?.abort();
      return;
    }
    const answered = answer(message).finally(() => answering.delete(answered));
    answering.add(answered);
  });
  await new Promise((resolve) => port.once('close', resolve as () => void));
  for (const abort of running.values()) abort.abort();
  await Promise.all(answering);
  store.close();

  async function answer(asked: Asked): Promise<void> {
    const { id } = asked;
    const abort = new AbortController();
    running.set(id, abort);
    const onProgress = (done: number): void => send(port, { kind: 'progress', id, done });
    const context: Context = { signal: abort.signal, onProgress };
    const answered = ANSWERS[asked.name] as (reader: Reader, input: unknown, context: Context) => unknown;
    try {
      send(port, {
        kind: 'answer',
        id,
        result: await attempt<unknown>(() =>
          within({ cancel: asked.unwanted }, () => {
            // given up while others were answered
            refuseUnwanted();
            return answered(store, asked.input, context);
          }),
        ),
      });
    } catch (error) {
      send(port, { kind: 'failed', id, error });
    } finally {
      running.delete(id);
    }
  }
}

function send(port: Port, message: ReaderMessage): void {
  port.postMessage(message);
}
