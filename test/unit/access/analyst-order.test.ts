import { afterEach, expect, it } from 'vitest';
import { openAnalysts } from '../../support/analysts.ts';
import { addUser, FIRST, ownPassphrase } from '../../support/people.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const CODES = ['8480-6', '8462-4', '8867-4', '9279-1', '8310-5', '8302-2', '29463-7', '2339-0'];

/** Eight people who registered, and came, one after the other on one day. */
async function clinicOfOneDay() {
  const vault = await testClinic();
  for (let n = 0; n < 8; n++) {
    const { resource } = await vault.ask('record.create', {
      resource: { resourceType: 'Patient', gender: 'female', birthDate: `${1950 + n}-01-01` },
    });
    const subject = { reference: `Patient/${resource.id}` };
    await vault.ask('record.create', {
      resource: {
        resourceType: 'Encounter',
        status: 'finished',
        class: { code: 'AMB' },
        subject,
        period: { start: `2026-03-02T0${n + 1}:00:00+08:00` },
      },
    });
    await vault.ask('record.create', {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: CODES[n] }] },
        subject,
        effectiveDateTime: `2026-03-02T0${n + 1}:00:00+08:00`,
        valueQuantity: { value: n, system: 'http://unitsofmeasure.org', code: 'mmol/L' },
      },
    });
  }
  await addUser(vault, 'Ann', 'analyst');
  await vault.ask('analysis.refresh', {});
  return vault;
}

it("says nothing by the order of the analysts' database of the order in which people registered and came", async () => {
  const vault = await clinicOfOneDay();
  const copy = await openAnalysts(vault);
  const of = (sql: string) => copy.all<{ id: string }>(sql).map(({ id }) => id);
  try {
    for (const type of ['Patient', 'Encounter', 'Observation']) {
      const byRow = of(`SELECT id FROM record WHERE type = '${type}' ORDER BY rid`);
      expect(byRow).toHaveLength(8);
      expect(byRow).toEqual(byRow.toSorted());
    }
    const people = of('SELECT id FROM fact_person ORDER BY pid');
    expect(people).toHaveLength(8);
    expect(people).toEqual(people.toSorted());
  } finally {
    copy.close();
  }
});

it('shows an analyst the rows of a view in no order of theirs', async () => {
  const vault = await clinicOfOneDay();
  await vault.ask('session.unlock', { user: 'Ann', passphrase: FIRST });
  await vault.ask('user.passphrase', { old: FIRST, new: ownPassphrase('Ann') });
  const people = {
    name: 'people',
    resource: 'Patient',
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()' },
          { name: 'born', path: 'birthDate' },
        ],
      },
    ],
  };
  const { rows } = await vault.ask('view.page', { definition: people, after: 0 });
  const shown = rows.map(([id]) => String(id));
  expect(shown).toHaveLength(8);
  expect(shown).toEqual(shown.toSorted());
});
