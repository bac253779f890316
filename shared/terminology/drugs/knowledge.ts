/** What is known of the substances in medicines: which are in a drug of our list, what else they are called, and what belongs together. */
import { listedDrugs } from '../drugs.ts';
import { linesOf } from '../words.ts';
import { groups } from './groups.ts';
import { names } from './names.ts';

export interface DrugGroup {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  /** Who is allergic to one of them is warned of the others. */
  readonly allergy: boolean;
  /** Two of them at a time are doubled therapy. */
  readonly duplicate: boolean;
  /** What a name shows that it belongs here: `word`, `-end`, `begin-`. */
  readonly signs: readonly string[];
  /** Substances in it, by their codes. */
  readonly members: ReadonlySet<string>;
}

/** A name and the substances that it stands for. */
export interface KnownName {
  readonly name: string;
  readonly substances: readonly string[];
}

export interface DrugKnowledge {
  readonly groups: readonly DrugGroup[];
  readonly names: readonly KnownName[];
  /** The substances in a drug of our list, by its code. */
  readonly drugs: ReadonlyMap<string, readonly string[]>;
}

let known: DrugKnowledge | undefined;

/** Made once. */
export function drugKnowledge(): DrugKnowledge {
  known ??= make();
  return known;
}

/** The code of a substance: its English name in small letters with hyphens. */
function substanceCode(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

function make(): DrugKnowledge {
  const listed = listedDrugs();
  const drugs = new Map(listed.map(({ code, en }) => [code, en.split(' and ').map(substanceCode)]));
  const own = listed.flatMap(({ code, zh, en }): KnownName[] => {
    const substances = drugs.get(code) ?? [code];
    const parts = substances.length > 1 ? en.split(' and ').map((part, at) => partOf(part, substances[at] ?? '')) : [];
    return [{ name: en, substances }, { name: zh, substances }, ...parts];
  });
  const also = linesOf(names).flatMap(([codes = '', list = '']) => {
    const substances = codes.split(';').flatMap((code) => drugs.get(code) ?? [code]);
    return list.split(';').map((name): KnownName => ({ name, substances }));
  });
  return {
    drugs,
    names: [...own, ...also],
    groups: linesOf(groups).map(([code = '', en = '', zh = '', use = '', signs = '', members = '']) => ({
      code,
      en,
      zh,
      allergy: use.includes('a'),
      duplicate: use.includes('d'),
      signs: signs.split(';').filter(Boolean),
      members: new Set(members.split(';')),
    })),
  };
}

function partOf(name: string, substance: string): KnownName {
  return { name: name.trim(), substances: [substance] };
}
