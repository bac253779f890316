/** What the form and strength of a medicine say of its doses: `tablet 5 mg`, `suspension 120 mg per 5 mL`, 片剂 5 mg. */
import { type DoseUnit, unitOf } from './units.ts';

/** What a dose of a product is counted in where it is a thing to be counted: `tablet 5 mg` in tablets. */
export function unitOfProduct(product: string): DoseUnit | undefined {
  if (/tablet|片/.test(product)) return 'tablet';
  if (/capsule|胶囊/.test(product) && !/per capsule/.test(product)) return 'capsule';
  if (/sachet|散剂/.test(product)) return 'sachet';
  return /suppository|栓/.test(product) ? 'suppository' : undefined;
}

export interface Strength {
  /** How much of the substance, as it is written. */
  readonly amount: string;
  readonly unit: DoseUnit;
  /** In how much of what a dose is counted in. */
  readonly per: string;
  readonly in: DoseUnit;
}

const STRENGTH =
  /(?:^|\s)(\d+(?:\.\d+)?) ?(mg|g|µg|ug|mcg|IU)(?: ?(?:\/|per) ?(\d+(?:\.\d+)?)? ?(mL|puff|spray|drop|capsule))?$/i;

/** The strength, where it is one substance in a known amount; undefined for any other (`500 mg/125 mg`, `5%`). */
export function strengthOf(product: string): Strength | undefined {
  const text = product
    .normalize('NFKC')
    .replace(/μ/g, 'µ')
    .replace(/(?<=\d) (?=\d{3}\b)/g, '')
    .trim();
  const [, amount, mass, per, measure] = STRENGTH.exec(text) ?? [];
  const unit = unitOf(mass);
  const counted = measure === undefined ? unitOfProduct(text) : unitOf(measure);
  return amount === undefined || !unit || !counted ? undefined : { amount, unit, per: per ?? '1', in: counted };
}
