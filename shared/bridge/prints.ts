/** What the clinic prints of a patient: everything that stands on the paper, as the vault lets the reader see it. */
import { z } from 'zod';
import { type Need, openCall } from './contract.ts';
import { Letterhead } from './letterhead.ts';
import { ChartItem, PatientChart } from './records.ts';
import { Locale } from './session.ts';

export const PRINTS = ['prescription', 'visit', 'summary', 'label'] as const;
export type Print = (typeof PRINTS)[number];

const Id = z.string().min(1).max(64);

/** One medicine of a prescription. */
const PrintedDrug = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** How it is taken; '' where nothing is said. */
  dosage: z.string(),
  /** What is handed out, with its unit; and how often again. */
  amount: z.string().optional(),
  repeats: z.int().optional(),
  note: z.string().optional(),
  /** Who prescribed it, and when (ISO 8601 at the clinic's offset, or a FHIR date). */
  by: z.string().optional(),
  at: z.string().optional(),
  conflicts: z.int(),
});
export type PrintedDrug = z.infer<typeof PrintedDrug>;

/** A visit as its line in the chart, notes in full; `by`: who saw the patient. */
const PrintedVisit = z.strictObject({
  encounter: ChartItem,
  by: z.string().optional(),
  items: z.array(ChartItem),
  /** What is to be done afterwards: tasks that wait, and until when. */
  tasks: z.array(z.strictObject({ id: z.string(), text: z.string(), due: z.string().optional() })),
  /** Signatures that hold, of the visit itself. */
  signed: z.array(z.strictObject({ by: z.string(), at: z.string() })),
});
export type PrintedVisit = z.infer<typeof PrintedVisit>;

export const PrintContent = PatientChart.pick({
  hit: true,
  age: true,
  deceased: true,
  allergies: true,
  allergiesAsked: true,
  problems: true,
  medications: true,
  observations: true,
  closed: true,
}).extend({
  /** When it is printed (ISO 8601 at the clinic's offset), and by whom. */
  at: z.string(),
  by: z.string(),
  letterhead: Letterhead,
  /** The language that the patient prefers, where one of ours was recorded. */
  language: Locale.optional(),
  drugs: z.array(PrintedDrug),
  visit: PrintedVisit.optional(),
});
export type PrintContent = z.infer<typeof PrintContent>;

export const printCalls = {
  /**
   * The content of a print. `encounter`: of that visit; a prescription without one has everything that is prescribed now. What the
   * reader's role does not see is not in it. Raises not-found, and not-allowed where nothing of the document would be left.
   */
  'print.content': openCall(
    z
      .strictObject({ document: z.enum(PRINTS), patient: Id, encounter: Id.optional(), locale: Locale })
      .refine(({ document, encounter }) => document !== 'visit' || encounter !== undefined),
    PrintContent,
    ({ patient }): readonly Need[] => [{ may: 'print' }, { right: 'read', type: 'Patient', id: patient }],
  ),
};
