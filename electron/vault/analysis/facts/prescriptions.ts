/** Prescriptions, and which of them have an antibiotic in them, by our own list of medicines and what names show. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';
import type { FindMedication } from '../../records/chart-medication.ts';
import { substancesOf, type Told } from '../../records/prescribing/substances.ts';
import { toldOfMedicine } from '../../records/prescribing/told.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { practitionerIn } from './actors.ts';

const NOT_GIVEN = ['cancelled', 'entered-in-error', 'draft'];
const NO_ORDER = ['proposal', 'plan', 'option'];

/** Groups of our list whose medicines act on bacteria, and medicines that stand in none of them; by mouth, by needle or on the skin. */
const GROUPS = new Set([
  'penicillins',
  'cephalosporins',
  'beta-lactams',
  'macrolides',
  'lincosamides',
  'tetracyclines',
  'quinolones',
  'aminoglycosides',
  'nitroimidazoles',
]);
const SUBSTANCES = new Set([
  'nitrofurantoin',
  'fosfomycin-trometamol',
  'fosfomycin',
  'sulfamethoxazole',
  'trimethoprim',
  'silver-sulfadiazine',
]);
/** Antibacterial medicines of which our list has no group: by their names. */
const NAMES =
  /mupirocin|fusidic|chloramphenicol|vancomycin|linezolid|colistin|polymyxin|fosfomycin|nitrofurantoin|bacitracin|莫匹罗星|夫西地酸|氯霉素|万古霉素|利奈唑胺|黏菌素|粘菌素|多黏菌素|磷霉素|呋喃妥因|杆菌肽|抗生素|antibiotic/i;

/** Names come again and again; to read one takes half a millisecond. */
const MOST_KNOWN = 5000;
const known = new Map<string, boolean>();

/** A prescription, and again as one of an antibiotic; `find`: gives the record of the medicine that it refers to. */
export function prescriptionFacts(
  request: JsonObject,
  { status }: Pick<Projection, 'status'>,
  find: FindMedication,
): Fact[] {
  if ((status !== null && NOT_GIVEN.includes(status)) || NO_ORDER.includes(textIn(request.intent))) return [];
  const who = practitionerIn(request.requester);
  const medicine = toldOfMedicine(request, find);
  const named = medicine.texts.length > 0 || medicine.codes.length > 0;
  const prescription: Fact = { kind: 'prescription', who, other: named ? undefined : 1 };
  return isAntibiotic(medicine) ? [prescription, { kind: 'antibiotic', who }] : [prescription];
}

function isAntibiotic({ texts, codes }: Told): boolean {
  const key = JSON.stringify([texts, codes]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const { groups, ingredients } = substancesOf({ texts, codes });
  const is =
    [...groups].some((one) => GROUPS.has(one)) ||
    [...ingredients].some((one) => SUBSTANCES.has(one)) ||
    texts.some((text) => NAMES.test(text));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, is);
  return is;
}
