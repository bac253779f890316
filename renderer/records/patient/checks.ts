/** What a patient form must say before it is saved. Words are the form's affair; here are only the reasons. */
import { readDate } from '../dates.ts';
import { looksChinese, readIdentity } from './identity.ts';
import type { PatientForm } from './mapping.ts';

export type PatientProblem =
  | 'nameRequired'
  | 'birthDateInvalid'
  | 'birthDateFuture'
  | 'birthDateOld'
  | 'phoneInvalid'
  | 'identityInvalid';

export type PatientProblems = Partial<Record<'name' | 'birthDate' | 'identity' | `phone${number}`, PatientProblem>>;

/** Problems by field; empty where the form may be saved. `today` is the clinic's day. What was not touched is not judged. */
export function checkPatient(form: PatientForm, before: PatientForm, today: string): PatientProblems {
  const problems: PatientProblems = {};
  if (form.name.trim() === '') problems.name = 'nameRequired';
  if (form.birthDate !== before.birthDate && form.birthDate.trim() !== '') {
    const date = readDate(form.birthDate);
    if (!date) problems.birthDate = 'birthDateInvalid';
    else if (date > today) problems.birthDate = 'birthDateFuture';
    else if (Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > 130) problems.birthDate = 'birthDateOld';
  }
  form.phones.forEach((phone, index) => {
    if (phone !== before.phones[index] && phone.trim() !== '' && !/^[+]?[\d\s()./#*x-]{3,30}$/i.test(phone.trim())) {
      problems[`phone${index}`] = 'phoneInvalid';
    }
  });
  if (form.identity !== before.identity && looksChinese(form.identity) && !readIdentity(form.identity))
    problems.identity = 'identityInvalid';
  return problems;
}
