/** Asks a measure: makes the choices that were left open, computes, compares, and finds the names of what stands in the rows. */
import { raise } from '../../../../shared/base/result.ts';
import type { Clock } from '../../../../shared/base/world.ts';
import type { Dimension, MeasureAnswer, MeasureFigures, MeasureQuestion } from '../../../../shared/bridge/measures.ts';
import { recordsLeft } from '../../records/reindex.ts';
import type { Reader } from '../../storage/database.ts';
import { addDays } from '../calendar.ts';
import { FEWEST } from '../few.ts';
import type { Figures, Measure, Question } from './contract.ts';
import { namesOf } from './names.ts';
import { rangeOf, type Shift, shiftBefore, shifted, shiftYear } from './range.ts';
import { measures } from './registry.ts';
import { type DayRange, usualGrain } from './steps.ts';
import { whileWanted } from './while-wanted.ts';
import { withoutFew } from './without-few.ts';

export interface MeasureInput extends MeasureQuestion {
  readonly compare?: 'previous' | 'year-before' | undefined;
  /** The clinic's present day, YYYY-MM-DD. */
  readonly today: string;
  /** Types of records by which nobody is named: whoever asks does not see them. */
  readonly closed?: readonly string[] | undefined;
  /** Whether whoever asks sees no records: then figures of few are hidden. */
  readonly withoutFew?: boolean | undefined;
}

/** Answers `measures.ask`. `clock` only measures how long it took. Raises invalid-input, cancelled. */
export function askMeasure(whole: Reader, input: MeasureInput, clock: Clock = performance): MeasureAnswer {
  const start = clock.now();
  const reader = whileWanted(whole);
  const measure = measures[input.name];
  const question = questionOf(reader, input);
  const figures = measure.figures(reader, question);
  const told = (whole: Figures): Figures =>
    input.withoutFew ? withoutFew(measure.definition, measure.sums ?? {}, whole) : whole;
  const beside = input.compare === undefined ? null : comparedWith(reader, measure, input, question, figures);
  // steps that stand in both times, of which either hides others, would tell together what each hides
  const overlaps = measure.definition.over === 'range' && beside !== null && beside.range.to >= question.from;
  const compared = input.withoutFew && overlaps ? null : beside;
  const dimensions = dimensionsOf(measure, question);
  return {
    name: input.name,
    ...plain(question, told(figures)),
    grain: measure.definition.grains.length > 0 ? question.grain : null,
    dimensions,
    columns: measure.definition.columns,
    names: namesOf(reader, dimensions, compared ? [figures, compared.figures] : [figures], input.closed),
    compared: compared && { ...plain(compared.range, told(compared.figures)), shift: compared.shift },
    incomplete: recordsLeft(reader),
    ...(input.withoutFew ? { fewest: FEWEST } : {}),
    computedInMs: clock.now() - start,
  };
}

function plain({ from, to }: DayRange, { names: _names, ...figures }: Figures): MeasureFigures {
  return { range: { from, to }, ...figures };
}

/** The dimensions of an answer: by whom or where first, where it was asked for. */
function dimensionsOf({ definition }: Measure, { by }: Question): Dimension[] {
  return [...(by === undefined ? [] : [SPLIT_DIMENSIONS[by]]), ...definition.dimensions];
}

const SPLIT_DIMENSIONS: Readonly<Record<'practitioner' | 'place', Dimension>> = {
  practitioner: { key: 'practitioner', kind: 'practitioner', title: { en: 'Practitioner', 'zh-CN': '医务人员' } },
  place: { key: 'place', kind: 'place', title: { en: 'Place', 'zh-CN': '地点' } },
};

/** What is asked, with every choice made. Raises invalid-input for what the measure does not allow. */
export function questionOf(reader: Reader, input: MeasureInput): Question {
  const { definition } = measures[input.name];
  const { by, practitioner, place, today } = input;
  for (const split of ['practitioner', 'place'] as const) {
    if ((by === split || input[split] !== undefined) && !definition.compares.includes(split))
      raise('invalid-input', `This measure is not told apart by ${split}.`);
  }
  const range = definition.over === 'day' ? dayOf(reader, input) : rangeOf(reader, input);
  const grain = input.grain ?? usualGrain(range);
  if (input.grain !== undefined && !definition.grains.includes(input.grain))
    raise('invalid-input', 'This measure does not know such steps of time.');
  return { ...range, today, grain, by, practitioner, place };
}

/** How it stands on a day: today, or an earlier one that was asked for. */
function dayOf(reader: Reader, { to, today }: MeasureInput): DayRange {
  const asked = to === undefined ? today : rangeOf(reader, { from: to, to, today }).to;
  const day = asked > today ? today : asked;
  return { from: day, to: day };
}

function comparedWith(
  reader: Reader,
  measure: Measure,
  input: MeasureInput,
  question: Question,
  figures: Figures,
): { range: DayRange; shift: Shift; figures: Figures } {
  const { compares, over } = measure.definition;
  if (!compares.includes('period')) raise('invalid-input', 'This measure is not compared with another time.');
  const { to, today } = question;
  // how it stands on a day is asked with a range, too, which says how far before it another is; 52 weeks where it is not
  const asked = over === 'day' ? { from: input.from ?? addDays(to, -363), to: input.to ?? to } : question;
  const shift = input.compare === 'previous' ? shiftBefore(asked) : shiftYear(asked);
  if (over === 'range') return compared(shifted(asked, shift, today));
  const before = shifted({ from: asked.from, to }, shift).to;
  return compared({ from: before, to: before });

  function compared(range: DayRange): ReturnType<typeof comparedWith> {
    return { range, shift, figures: measure.figures(reader, { ...question, ...range }, figures) };
  }
}
