/** What the builder of cohorts begins with, by the place of its draft. */
import { describe, expect, it } from 'vitest';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { begin, placeOfExample, placeOfKept, placeOfNew } from '../../../renderer/screens/cohorts/begin.ts';
import { cohortOf } from '../../../renderer/screens/cohorts/draft.ts';
import { EXAMPLE_COHORTS, EXAMPLES } from '../../../renderer/screens/cohorts/examples.ts';

const t = startLanguages('en').getFixedT('en');
const kept = {
  id: 'c1',
  name: 'Sugar',
  seen: ['w1'],
  definition: EXAMPLE_COHORTS.diabetes,
};

describe('the builder of cohorts', () => {
  it('begins with nothing for a new one', () => {
    const begun = begin(placeOfNew, [kept], t);
    expect(begun?.id).toBeUndefined();
    expect(begun?.form).toMatchObject({ name: '', seen: [], people: 'living', root: { rows: [] } });
  });

  it.each(EXAMPLES)('begins with the example %s, each with a draft of its own', (example) => {
    const begun = begin(placeOfExample(example), [], t);
    expect(begun?.form.name).not.toBe('');
    expect(begun && cohortOf(begun.form)).toEqual(EXAMPLE_COHORTS[example]);
    expect(new Set([placeOfNew, ...EXAMPLES.map(placeOfExample)]).size).toBe(EXAMPLES.length + 1);
  });

  it('begins with one that is kept, and the versions of it that were seen', () => {
    const begun = begin(placeOfKept('c1'), [kept], t);
    expect(begun).toMatchObject({ place: 'co/c1', id: 'c1', form: { name: 'Sugar', seen: ['w1'] } });
    expect(begun && cohortOf(begun.form)).toEqual(kept.definition);
  });

  it('begins the same each time, so that what was changed back is as it was', () => {
    const [one, other] = [begin(placeOfKept('c1'), [kept], t), begin(placeOfKept('c1'), [kept], t)];
    expect(one?.form.root.rows.length).toBeGreaterThan(0);
    expect(one).toEqual(other);
  });

  it('begins with nothing at all once it is not kept any more, but with what somebody has still written in it', () => {
    expect(begin(placeOfKept('c2'), [kept], t)).toBeUndefined();
    expect(begin(placeOfKept('c2'), [kept], t, [placeOfKept('c1')])).toBeUndefined();
    const gone = begin(placeOfKept('c2'), [kept], t, [placeOfKept('c2')]);
    expect(gone).toMatchObject({ place: 'co/c2', form: { name: '', seen: [] } });
    expect(gone?.id).toBeUndefined();
  });
});
