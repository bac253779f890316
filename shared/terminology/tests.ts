/**
 * Laboratory tests and panels that a primary-care clinic orders most: LOINC codes, which are facts, with short names in our own
 * words (the notice that LOINC asks for stands in THIRD_PARTY_NOTICES). No reference range ships: a range is a laboratory's.
 */
import { bloodPanels, bloodTests } from './tests/blood.ts';
import { chemistryPanels, chemistryTests } from './tests/chemistry.ts';
import { infectionTests } from './tests/infection.ts';
import { urineAndStoolTests, urinePanels } from './tests/urine-stool.ts';
import { linesOf } from './words.ts';

/** The coding system of LOINC in FHIR R4. */
export const LOINC = 'http://loinc.org';

interface Named {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other words that people say for it, in either language. */
  readonly also: readonly string[];
}

export interface ListedTest extends Named {
  /** UCUM codes that fit what the code measures, the usual first; none for what is answered in words. */
  readonly units: readonly string[];
}

export interface ListedPanel extends Named {
  /** Codes of its tests, as they stand on a report. */
  readonly members: readonly string[];
}

const TESTS = [bloodTests, chemistryTests, urineAndStoolTests, infectionTests];
const PANELS = [bloodPanels, chemistryPanels, urinePanels];

const tests = new Map(TESTS.flatMap(linesOf).map((line) => [line[0] ?? '', testOf(line)] as const));
const panels = new Map(PANELS.flatMap(linesOf).map((line) => [line[0] ?? '', panelOf(line)] as const));

/** Every test of the list. */
export function listedTests(): readonly ListedTest[] {
  return [...tests.values()];
}

/** Every panel of the list. */
export function listedPanels(): readonly ListedPanel[] {
  return [...panels.values()];
}

/** A test by its LOINC code. */
export function listedTest(code: string): ListedTest | undefined {
  return tests.get(code);
}

/** A panel by its LOINC code. */
export function listedPanel(code: string): ListedPanel | undefined {
  return panels.get(code);
}

function testOf([code = '', zh = '', en = '', units = '', also = '']: string[]): ListedTest {
  return { code, zh, en, also: wordsIn(also), units: units === 'words' ? [] : units.split(' ') };
}

function panelOf([code = '', zh = '', en = '', also = '', members = '']: string[]): ListedPanel {
  return { code, zh, en, also: wordsIn(also), members: members.split(' ') };
}

function wordsIn(text: string): string[] {
  return text === '' ? [] : text.split('; ');
}
