/** The words of what an entry of the trail holds as signs: what was done, what about, and by what somebody was looked for. */
import type { TFunction } from 'i18next';
import { ROLES } from '../../../shared/access/roles.ts';
import { LISTED_EVENTS, type ListedEvent } from '../../../shared/bridge/audit.ts';
import type { GivenFigure } from '../../../shared/bridge/figures-given.ts';
import en from '../../locales/en.json';
import { typeWord } from '../../records/values/fields.ts';

/** An event's name as a key of the texts: one without words does not compile. */
type Key<S extends string> = S extends `${infer A}.${infer B}`
  ? `${A}_${Key<B>}`
  : S extends `${infer A}-${infer B}`
    ? `${A}_${Key<B>}`
    : S;

/** What was done. `name`: whom or what it was done to, where the sentence says that. */
export function didWords(t: TFunction, event: ListedEvent, name = ''): string {
  return t(`audit.did.${event.replaceAll(/[.-]/g, '_') as Key<ListedEvent>}`, { name });
}

/** What more an entry says of it; a sign of a later version stands as it is. */
export function whatWords(t: TFunction, what: string): string {
  if (has(en.audit.whats, what)) return t(`audit.whats.${what}`);
  const [, closed] = /^closed-(.+)$/.exec(what) ?? [];
  if (closed !== undefined) return `${whatWords(t, closed)}${t('common.dot')}${t('audit.whats.closed')}`;
  const [, begun] = /^begun-(.+)$/.exec(what) ?? [];
  if (begun !== undefined) return `${whatWords(t, begun)}${t('common.dot')}${t('audit.whats.begun')}`;
  const [, kind, shown = ''] = /^(picture|figures)-(.+)$/.exec(what) ?? [];
  if (kind !== undefined) return `${whatWords(t, kind)}${t('common.dot')}${whatWords(t, shown)}`;
  const event = LISTED_EVENTS.find((each) => each === what);
  if (event) return didWords(t, event);
  const [, how, of] = /^(added|role)-(.+)$/.exec(what) ?? [];
  const role = ROLES.find((each) => each === of);
  if (role) return how === 'role' ? t(`roles.name.${role}`) : `${t('audit.whats.added')} ${t(`roles.name.${role}`)}`;
  const [, measure = '', records] = /^(?:measure-)?(.+?)(-records)?$/.exec(what) ?? [];
  if (has(en.audit.measures, measure)) {
    const name = t(`audit.measures.${measure}`);
    return records === undefined ? name : t('audit.measureRecords', { what: name });
  }
  const [, minutes] = /^idle-(\d+)$/.exec(what) ?? [];
  if (minutes !== undefined) return t('audit.idle', { count: Number(minutes) });
  const [, threshold, holders] = /^split-(\d+)-of-(\d+)$/.exec(what) ?? [];
  return threshold === undefined || holders === undefined ? what : t('audit.split', { threshold, holders });
}

/** By what somebody was looked for: a name, a filter, a type of record; a parameter of FHIR stands as it is. */
export function kindWords(t: TFunction, kind: string): string {
  return has(en.audit.soughtBy, kind) ? t(`audit.soughtBy.${kind}`) : typeWord(t, kind);
}

/** Which figures left, those of the same days together. `day`: a day in words. */
export function figureWords(t: TFunction, figures: readonly GivenFigure[], day: (day: string) => string): string[] {
  const days = ({ from, to }: GivenFigure['range']): string =>
    from === to ? day(to) : t('analysis.range', { from: day(from), to: day(to) });
  const named = new Map<string, string[]>();
  for (const { name, range, before } of figures) {
    const when = before ? t('audit.compared', { range: days(range), before: days(before) }) : days(range);
    named.set(when, [...(named.get(when) ?? []), t(`audit.measures.${name}`)]);
  }
  return [...named].map(([when, names]) => t('audit.figures', { names: names.join(t('common.dot')), when }));
}

function has<K extends string>(table: Readonly<Record<K, string>>, key: string): key is K {
  return Object.hasOwn(table, key);
}
