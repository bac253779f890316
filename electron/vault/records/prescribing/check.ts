/** What speaks against prescribing something: computed here, with every value that is current, and again when it is written. */
import type { Checked, PrescribingWarning, Written } from '../../../../shared/bridge/prescriptions.ts';
import { drugKnowledge } from '../../../../shared/terminology/drugs/knowledge.ts';
import type { Reader } from '../../storage/database.ts';
import { doseCheck } from '../dose-rules/check.ts';
import { type Match, matchOf } from './compare.ts';
import { type CheckSetting, type KnownFact, knownFacts } from './known.ts';
import { type Substances, substancesOf } from './substances.ts';

export type { CheckSetting } from './known.ts';

export interface CheckedPrescriptions {
  readonly allergies: ReturnType<typeof knownFacts>['asked'];
  readonly medication: 'seen' | 'closed';
  readonly results: Checked[];
}

/** The warnings about each of these, the dangerous first. What one of them takes the place of does not speak against it. */
export function checkPrescriptions(
  reader: Reader,
  patient: string,
  prescriptions: readonly Written[],
  setting: CheckSetting,
): CheckedPrescriptions {
  const known = knownFacts(reader, patient, setting);
  const replaced = new Set(prescriptions.flatMap(({ replaces }) => replaces ?? []));
  const taken = known.taken.filter(({ id }) => !replaced.has(id));
  const medicines = prescriptions.map((one) => ({ one, substances: substancesOf(toldOf(one)) }));
  const checkDose = doseCheck(reader, patient, setting);
  return {
    allergies: known.asked,
    medication: setting.shows('MedicationRequest', patient) ? 'seen' : 'closed',
    results: medicines.map(({ one, substances }, place) => {
      const doses = checkDose(one, substances);
      const others = medicines.filter((_, at) => at !== place);
      return {
        unchecked: doses.unchecked,
        unknown: substances.ingredients.size === 0 && substances.groups.size === 0,
        warnings: unique([
          ...known.allergies.flatMap((fact) => warningOf('allergy', substances, fact)),
          ...taken.flatMap((fact) => warningOf('duplicate', substances, fact)),
          ...others.flatMap((other) => withinForm(substances, other.one, other.substances)),
          ...doses.warnings,
        ]),
      };
    }),
  };
}

/** Names and codes of what is prescribed. */
function toldOf({ medicine: { text, coding }, product }: Written): Parameters<typeof substancesOf>[0] {
  return {
    texts: [text, coding?.display ?? '', product].filter(Boolean),
    codes: coding ? [{ system: coding.system, code: coding.code }] : [],
  };
}

function warningOf(kind: 'allergy' | 'duplicate', substances: Substances, fact: KnownFact): PrescribingWarning[] {
  const match = matchOf(substances, fact.substances, kind);
  if (!match) return [];
  const { type, id, name, detail, severe, conflict } = fact;
  return [
    {
      key: `${kind} ${match.by} ${type}/${id}`,
      kind,
      ...matched(match),
      subject: name,
      ...(detail === '' ? {} : { detail }),
      severe: kind === 'allergy' && severe,
      conflict,
      record: { type, id },
    },
  ];
}

/** Two lines of one form. */
function withinForm(substances: Substances, other: Written, others: Substances): PrescribingWarning[] {
  const match = matchOf(substances, others, 'duplicate');
  if (!match) return [];
  const subject = [other.medicine.text, other.product].filter(Boolean).join(' ');
  const key = `duplicate ${match.by} form ${subject.slice(0, 200)}`;
  return [{ key, kind: 'duplicate', ...matched(match), subject, severe: false, conflict: false }];
}

function matched(match: Match): Pick<PrescribingWarning, 'by' | 'group'> {
  if (match.by !== 'group') return { by: match.by };
  const group = drugKnowledge().groups.find(({ code }) => code === match.group);
  return { by: 'group', ...(group ? { group: { en: group.en, zh: group.zh } } : {}) };
}

/** Values of one record in conflict often say the same. */
function unique(warnings: readonly PrescribingWarning[]): PrescribingWarning[] {
  const first = warnings.filter(({ key }, at) => warnings.findIndex((other) => other.key === key) === at);
  return first.sort((a, b) => Number(b.severe) - Number(a.severe));
}
