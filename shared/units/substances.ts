/**
 * What a mass of a substance is in moles. Molar masses follow from the formula (PubChem, https://pubchem.ncbi.nlm.nih.gov, by the CID that is named) and
 * the abridged standard atomic weights of IUPAC: Prohaska et al., Pure Appl Chem 2022;94:573, table 2.
 */
import { LOINC } from '../terminology/tests.ts';

/** Abridged standard atomic weights, 2021. */
const ATOMS: Readonly<Record<string, number>> = {
  H: 1.008,
  C: 12.011,
  N: 14.007,
  O: 15.999,
  Na: 22.99,
  Mg: 24.305,
  P: 30.974,
  Cl: 35.45,
  K: 39.098,
  Ca: 40.078,
  Fe: 55.845,
  Co: 58.933,
  I: 126.9,
};

interface Kind {
  /** Sum formula of one mole of what is counted. */
  readonly formula?: string;
  /** g/mol where a formula does not say it. */
  readonly molarMass?: number;
  /** Charge of the ion: what an equivalent is. */
  readonly charge?: number;
  /** Units (UCUM) in which other laboratories and countries tell it, beside those of the list of tests. */
  readonly also?: readonly string[];
  /** LOINC codes of concentrations of it, by mass and by moles. */
  readonly loinc: readonly string[];
}

const SUBSTANCES = {
  // CID 5793
  glucose: {
    formula: 'C6H12O6',
    also: ['mg/dL'],
    loinc: [
      ...['15074-8', '14749-6', '14771-0', '14743-9', '14760-3', '14995-5'],
      ...['2339-0', '2345-7', '1558-6', '41653-7', '2340-8', '1521-4'],
    ],
  },
  // CID 5997
  cholesterol: {
    formula: 'C27H46O',
    also: ['mg/dL'],
    loinc: ['14647-2', '14646-4', '39469-2', '22748-8', '2093-3', '2085-9', '13457-7', '18262-6', '2089-1'],
  },
  // as triolein, by which laboratories count: CID 5497163
  triglycerides: { formula: 'C57H104O6', also: ['mg/dL'], loinc: ['14927-8', '2571-8'] },
  // CID 588
  creatinine: { formula: 'C4H7N3O', also: ['mg/dL'], loinc: ['14682-9', '2160-0', '14683-7', '2161-8'] },
  // CID 1176
  urea: { formula: 'CH4N2O', also: ['mg/dL'], loinc: ['22664-7', '3091-6'] },
  // the nitrogen of urea, two atoms a molecule: a mole of it is a mole of urea
  'urea-nitrogen': { formula: 'N2', also: ['mg/dL'], loinc: ['3094-0', '14937-7', '6299-2'] },
  // CID 1175
  'uric-acid': { formula: 'C5H4N4O3', also: ['mg/dL'], loinc: ['14933-6', '3084-1'] },
  // CID 5280352
  bilirubin: { formula: 'C33H36N4O6', also: ['mg/dL'], loinc: ['14631-6', '14629-0', '1975-2', '1968-7'] },
  calcium: { formula: 'Ca', charge: 2, also: ['mg/dL'], loinc: ['2000-8', '17861-6'] },
  // counted as phosphorus
  phosphate: { formula: 'P', also: ['mg/dL'], loinc: ['14879-1', '2777-1'] },
  magnesium: { formula: 'Mg', charge: 2, also: ['mg/dL'], loinc: ['2601-3', '19123-9'] },
  iron: { formula: 'Fe', also: ['ug/dL'], loinc: ['14798-3', '14800-7', '2498-4', '2500-7'] },
  sodium: { formula: 'Na', charge: 1, also: ['meq/L'], loinc: ['2951-2'] },
  potassium: { formula: 'K', charge: 1, also: ['meq/L'], loinc: ['2823-3'] },
  chloride: { formula: 'Cl', charge: 1, also: ['meq/L'], loinc: ['2075-0'] },
  // the monomer, by which the IFCC counts: Zander et al., Clin Chim Acta 1984;136:83
  haemoglobin: { molarMass: 16114.5, also: ['mmol/L'], loinc: ['718-7', '59260-0'] },
  // CID 5819
  thyroxine: { formula: 'C15H11I4NO4', also: ['ng/dL'], loinc: ['14920-3', '3024-7'] },
  // CID 5920
  triiodothyronine: { formula: 'C15H12I3NO4', also: ['pg/mL'], loinc: ['14928-6', '3051-0'] },
  // cyanocobalamin, CID 5311498
  'vitamin-b12': { formula: 'C63H88CoN14O14P', also: ['pg/mL'], loinc: ['14685-2', '2132-9'] },
  // CID 135398658
  folate: { formula: 'C19H19N7O6', also: ['ng/mL'], loinc: ['14732-2', '2284-8'] },
  // its measures are bound by an equation, not by a mass: see `hba1c.ts`
  hba1c: { loinc: ['4548-4', '59261-8', '17856-6', '4549-2'] },
} as const satisfies Record<string, Kind>;

export type Substance = keyof typeof SUBSTANCES;

const kinds: Readonly<Record<Substance, Kind>> = SUBSTANCES;
const BY_LOINC = new Map(
  (Object.keys(kinds) as Substance[]).flatMap((name) => kinds[name].loinc.map((code) => [code, name] as const)),
);

/** What a test measures, by its code; undefined where it is not known. */
export function substanceOf(system: string | undefined, code: string): Substance | undefined {
  return system === LOINC ? BY_LOINC.get(code) : undefined;
}

/** Units (UCUM) in which a test is told elsewhere, from which its own can be told. */
export function otherUnits(system: string | undefined, code: string): readonly string[] {
  const substance = substanceOf(system, code);
  return (substance && kinds[substance].also) ?? [];
}

/** g/mol; undefined where a mass says nothing about moles. */
export function molarMass(substance: Substance): number | undefined {
  const { formula, molarMass: known } = kinds[substance];
  return known ?? (formula === undefined ? undefined : massOf(formula));
}

/** How many equivalents a mole of the ion is; undefined where it is none. */
export function chargeOf(substance: Substance): number | undefined {
  return kinds[substance].charge;
}

function massOf(formula: string): number {
  const parts = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)];
  const sum = parts.reduce(
    (mass, [, atom = '', count = '']) => mass + (ATOMS[atom] ?? Number.NaN) * Number(count || 1),
    0,
  );
  return Number(sum.toFixed(3));
}
