import { expect, it } from 'vitest';
import { countCohort } from '../../../../electron/vault/analysis/cohorts/answer.ts';
import { within } from '../../../../electron/vault/storage/bounds.ts';
import { Cohort } from '../../../../shared/cohorts/definition.ts';
import { clinicOf } from '../clinic.ts';
import { TODAY } from './ask.ts';

it('a count that has begun ends when nobody waits for it any more', async () => {
  const reader = clinicOf(Array.from({ length: 1000 }, (_, n) => ({ resourceType: 'Patient', id: `p${n}` })));
  const definition = Cohort.parse({ v: 1, people: 'all', where: { kind: 'all', of: [] } });
  const { signal } = new AbortController();
  const count = () => countCohort(reader, { definition, today: TODAY, timeZone: 'Asia/Shanghai' }, { signal });
  expect(await count()).toMatchObject({ n: 1000, total: 1000 });
  const cancel = Int32Array.of(1);
  await expect(within({ cancel }, count)).rejects.toMatchObject({ failure: { code: 'cancelled' } });
});
