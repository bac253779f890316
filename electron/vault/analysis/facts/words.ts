/** Names of what is counted: codes, and words where there is no code. */
import { TEXT } from '../../../../shared/bridge/measure-names.ts';
import { codingKey, codingsOf } from '../../../../shared/records/concept.ts';
import type { Json } from '../../../../shared/records/json.ts';
import { memberOf, textIn } from '../../../../shared/records/members.ts';
import type { FactName } from '../../storage/facts.ts';

/** The first coding of a concept, else its words; undefined where it has neither. */
export function conceptName(concept: Json | undefined): FactName | undefined {
  const text = textIn(memberOf(concept, 'text'));
  const coding = codingsOf(concept).find((one) => codingKey(one) !== undefined);
  const key = coding && codingKey(coding);
  // a code is shared by many records: what one of them says in words of its own may be of its patient, and is no name for all
  if (key !== undefined) return { name: key, label: textIn(coding?.display) || undefined };
  return text === '' ? undefined : { name: textKey(text), label: text };
}

/** Words are compared in whatever case and width. */
export function textKey(text: string): string {
  return TEXT + text.trim().normalize('NFKC').toLowerCase();
}

/** Every word by which a concept is known. */
export function wordsOf(concept: Json | undefined): string[] {
  return [textIn(memberOf(concept, 'text')), ...codingsOf(concept).map(({ display }) => textIn(display))].filter(
    (text) => text !== '',
  );
}
