import { expect, it } from 'vitest';
import {
  cohortMembers,
  cohortPeople,
  countCohort,
  type PeopleQuestion,
} from '../../../../electron/vault/analysis/cohorts/answer.ts';
import { within } from '../../../../electron/vault/storage/bounds.ts';
import { Cohort } from '../../../../shared/cohorts/definition.ts';
import { clinicOf } from '../clinic.ts';
import { TODAY } from './ask.ts';

const definition = Cohort.parse({ v: 1, people: 'all', where: { kind: 'all', of: [] } });
const question: PeopleQuestion = {
  definition,
  nested: new Map(),
  today: TODAY,
  timeZone: 'Asia/Shanghai',
  sort: 'visit',
  offset: 0,
  limit: 10,
  now: Date.parse(TODAY),
  shows: { tasks: true, appointments: true },
};

it.each([
  ['count', countCohort, { n: 1000, total: 1000 }],
  ['list', cohortPeople, { n: 1000 }],
  ['list of ids', cohortMembers, {}],
] as const)('a %s that has begun ends when nobody waits for it any more', async (_what, ask, answer) => {
  const reader = clinicOf(Array.from({ length: 1000 }, (_, n) => ({ resourceType: 'Patient', id: `p${n}` })));
  const { signal } = new AbortController();
  const cancel = Int32Array.of(1);
  await expect(within({ cancel }, async () => ask(reader, question, { signal }))).rejects.toMatchObject({
    failure: { code: 'cancelled' },
  });
  expect(await ask(reader, question, { signal })).toMatchObject(answer);
});

it('the lines of a list that was sorted before end as well', async () => {
  const reader = clinicOf([{ resourceType: 'Patient', id: 'p' }]);
  const { signal } = new AbortController();
  const list = () => cohortPeople(reader, question, { signal });
  await list();
  await expect(within({ cancel: Int32Array.of(1) }, list)).rejects.toMatchObject({ failure: { code: 'cancelled' } });
});
