/** The one file that knows the UCUM library: what it says of a code, in the words that we need. */

/** A unit with a UCUM code. */
export interface UcumUnit {
  /** In the library's base units; moles are counted as particles. */
  readonly magnitude: number;
  /** Powers of length, time, mass, angle, temperature, charge, luminosity. */
  readonly dimension: readonly number[];
  /** Powers of mole, and of equivalents. */
  readonly moles: number;
  readonly equivalents: number;
  /** An arbitrary unit ([IU]) has a size of its own procedure, and is no other unit's multiple. */
  readonly arbitrary: boolean;
  /** Without a proportional scale: degrees, pH, decibels. */
  readonly special: boolean;
}

export interface Ucum {
  /** The unit of a code; undefined where UCUM has none. */
  unit(code: string): UcumUnit | undefined;
  /** A value of a special unit in another one; undefined where there is no way. */
  convert(value: number, from: string, to: string): number | undefined;
}

/** How many codes are remembered: a file has few, and bad data may have any number. */
const REMEMBERED = 5000;

/** Loads the library with its list of units. */
export async function loadUcum(): Promise<Ucum> {
  const { UcumLhcUtils } = (await import('@lhncbc/ucum-lhc')).default;
  const utils = UcumLhcUtils.getInstance();
  const known = new Map<string, UcumUnit | undefined>();
  return {
    unit: (code) => {
      if (known.has(code)) return known.get(code);
      if (known.size >= REMEMBERED) known.clear();
      const unit = readUnit(code);
      known.set(code, unit);
      return unit;
    },
    convert: (value, from, to) => {
      const said = utils.convertUnitTo(plainAnnotations(from), value, plainAnnotations(to));
      return said.status === 'succeeded' ? (said.toVal ?? undefined) : undefined;
    },
  };

  function readUnit(code: string): UcumUnit | undefined {
    if (code === '' || code.length > 100) return undefined;
    const plain = plainAnnotations(code);
    if (!/^[!-~]+$/.test(plain)) return undefined;
    const valid = quietly(() => utils.validateUnitString(plain, false));
    // what the library puts right by itself was no code
    if (valid.status !== 'valid' || valid.ucumCode !== plain) return undefined;
    const { unit } = utils.getSpecifiedUnit(plain, 'validate');
    // names that every object of JavaScript has are no units
    if (typeof unit?.magnitude_ !== 'number' || !Number.isFinite(unit.magnitude_)) return undefined;
    return {
      magnitude: unit.magnitude_,
      dimension: unit.dim_?.dimVec_ ?? [],
      moles: unit.moleExp_,
      equivalents: unit.equivalentExp_,
      arbitrary: unit.isArbitrary_,
      special: unit.cnv_ !== null,
    };
  }
}

/** The library prints what it cannot read: that may be anything that stood in a file, and belongs into no log. */
function quietly<T>(work: () => T): T {
  const { log } = console;
  console.log = () => undefined;
  try {
    return work();
  } finally {
    console.log = log;
  }
}

/** Annotations say nothing about the size; the library takes fewer characters in them than people write. */
function plainAnnotations(code: string): string {
  return code.replace(/\{[^{}]+\}/g, (said) => said.replace(/[^\w{}]/g, '_'));
}
