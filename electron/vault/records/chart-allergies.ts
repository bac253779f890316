/** Allergies, and what it means that none are listed: none, unknown and not asked are three different things. */
import type { ChartItem, PatientChart } from '../../../shared/bridge/records.ts';
import { codingsOf, conceptText, firstCode } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { type ChartRow, chartItem, isFirst, type Reading } from './chart-item.ts';

/** What is known of allergies. */
export type Asked = PatientChart['allergiesAsked'];

/**
 * Codes that say that there are none: SNOMED CT (no known allergy, no known drug allergy, and their older forms) and the
 * International Patient Summary's (http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips).
 */
const NONE_KNOWN = ['716186003', '409137002', '160244002', 'no-known-allergies', 'no-known-medication-allergies'];
/** Codes that say that nobody knows. */
const UNKNOWN = ['no-allergy-info', '261665006', 'UNK', 'unknown', 'asked-unknown'];
/** Codes that say that nobody asked. */
const NOT_ASKED = ['1631000175102', 'not-asked', 'NASK'];
/** All codes by which an AllergyIntolerance says that there is none, or that nothing is known. */
export const ABSENT_ALLERGY_CODES: readonly string[] = [...NONE_KNOWN, ...UNKNOWN, ...NOT_ASKED];

const NONE_TEXT =
  /^(?:no|nil|denies) (?:any )?(?:known )?(?:(?:drug|medication|medicine)s? )?allerg|^nk?d?a$|^无(?:已知|药物)*过敏|^否认(?:药物|食物|、|及|和|与)*过敏/i;
const UNKNOWN_TEXT = /^(?:unknown|not known|allerg\w* unknown|不详|未知|过敏史?(?:不详|未知))$/i;

/** Allergies that are known, the active and the most dangerous first, and what is known of them. */
export function allergiesOf(
  rows: readonly ChartRow[],
  reading: Reading,
): { allergies: ChartItem[]; allergiesAsked: Asked } {
  const said = rows.map((row) => ({ row, means: meaningOf(row.resource) }));
  const listed = said.filter(({ means }) => means === 'listed').map(({ row }) => row);
  const order = (row: ChartRow) => (gone(row) ? 2 : 0) + (row.resource.criticality === 'high' ? 0 : 1);
  const allergies = listed
    .toSorted((a, b) => order(a) - order(b) || (b.at ?? 0) - (a.at ?? 0))
    .map((row) => item(row, reading))
    .filter(isFirst);
  const current = said.filter(({ row }) => !gone(row));
  const first = (means: Asked) => (current.some((one) => one.means === means) ? means : undefined);
  // what is over does not speak against "none known", which was said after it; alone it is still shown
  const past = listed.length > 0 ? 'listed' : 'not-asked';
  const allergiesAsked = first('listed') ?? first('none-known') ?? first('unknown') ?? past;
  return { allergies, allergiesAsked };
}

/** No longer, or never. */
function gone({ status, resource }: ChartRow): boolean {
  return status === 'inactive' || status === 'resolved' || firstCode(resource.verificationStatus) === 'refuted';
}

function item(row: ChartRow, reading: Reading): ChartItem {
  const line = chartItem(row, reading);
  return firstCode(row.resource.verificationStatus) === 'refuted' ? { ...line, status: 'refuted' } : line;
}

/** Whether it is an allergy to something, or what it says instead. */
export function meaningOf(allergy: JsonObject): Asked {
  const codes = codingsOf(allergy.code).map((coding) => textIn(coding.code));
  if (codes.some((code) => NONE_KNOWN.includes(code))) return 'none-known';
  if (codes.some((code) => NOT_ASKED.includes(code))) return 'not-asked';
  if (codes.some((code) => UNKNOWN.includes(code))) return 'unknown';
  const text = conceptText(allergy.code);
  if (NONE_TEXT.test(text)) return 'none-known';
  if (UNKNOWN_TEXT.test(text)) return 'unknown';
  // an allergy to something is listed even where the something has no name: its reactions are told
  return text === '' && allergy.reaction === undefined ? 'unknown' : 'listed';
}
