/** What screens wait for, asked over the bridge of the window. */
import type { PatientHit } from '../../../shared/bridge/records.ts';
import type { Person } from '../../e2e/person.ts';
import { timeAsk } from './charts.ts';

interface Question {
  readonly what: string;
  readonly name: string;
  readonly input: unknown;
  /** Milliseconds that it may take. */
  readonly most: number;
}

/** An answer that takes longer shows that it is coming. */
const AT_ONCE = 100;
const HYPERTENSION = { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' };

function list(what: string, input: unknown): Question {
  return { what: `list of patients, ${what}`, name: 'patient.list', input, most: AT_ONCE };
}

/** What each screen asks when it opens; the list of patients by its filters and sorts. */
export function questions(count: number): readonly Question[] {
  return [
    list('first page', {}),
    list('last page', { offset: Math.max(0, count - 100) }),
    list('by name', { sort: 'name' }),
    list('by age', { sort: 'youngest' }),
    list('women of 40 to 60', { filter: { gender: 'female', ageFrom: 40, ageTo: 60 } }),
    list('seen within 30 days', { filter: { seenWithin: 30 } }),
    list('of one diagnosis', { filter: { diagnosis: HYPERTENSION } }),
    list('with conflicts', { filter: { conflicts: true } }),
    { what: 'patients opened lately', name: 'patient.recent', input: {}, most: AT_ONCE },
    { what: 'Today, the day', name: 'appointment.day', input: {}, most: AT_ONCE },
    { what: 'Today, tasks', name: 'task.list', input: {}, most: AT_ONCE },
    { what: 'Today, results that wait', name: 'result.unseen', input: {}, most: AT_ONCE },
    { what: 'results', name: 'result.lists', input: {}, most: AT_ONCE },
    { what: 'favourite diagnoses', name: 'diagnosis.favourites', input: { limit: 20 }, most: AT_ONCE },
    { what: 'favourite prescriptions', name: 'prescription.favourites', input: { limit: 20 }, most: AT_ONCE },
    { what: 'inbox', name: 'conflict.list', input: {}, most: AT_ONCE },
  ];
}

export interface Answered extends Question {
  /** After something was written, and once more. Milliseconds, one for each round. */
  readonly after: readonly number[];
  readonly again: readonly number[];
}

/** Asks everything, each question after a patient was registered, and again. */
export async function askAll(person: Person, asked: readonly Question[], rounds: number): Promise<Answered[]> {
  await person.goes('help'); // a page that asks for nothing meanwhile
  const answered: Answered[] = [];
  let written = 0;
  for (const question of asked) {
    const after: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      written += 1;
      await register(person, written);
      after.push(await timeAsk(person, question.name, question.input));
      again.push(await timeAsk(person, question.name, question.input));
    }
    answered.push({ ...question, after, again });
  }
  return answered;
}

/** Nobody is registered twice: that would come before the inbox. */
async function register(person: Person, nth: number): Promise<void> {
  const birthDate = new Date(Date.UTC(1970, 0, nth)).toISOString().slice(0, 10);
  const resource = { resourceType: 'Patient', name: [{ text: `Written Meanwhile ${nth}` }], birthDate };
  await person.asks('record.create', { resource });
}

/** Some patients, from all over the list. */
export async function somePatients(person: Person, count: number): Promise<{ people: PatientHit[]; total: number }> {
  type Listed = { rows: PatientHit[]; total: number };
  const { total } = await person.asks<Listed>('patient.list', { limit: 1 });
  const people: PatientHit[] = [];
  for (let at = 0; at < count; at += 1) {
    const { rows } = await person.asks<Listed>('patient.list', { offset: Math.floor((at * total) / count), limit: 1 });
    people.push(...rows);
  }
  return { people, total };
}
