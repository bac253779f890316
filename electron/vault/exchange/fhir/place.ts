/** Gives each resource our id, rewrites its references, and hands it over. */
import { LONGEST_ORIGINAL, LONGEST_SYSTEM } from '../../../../shared/envelope/body.ts';
import { isElement } from '../../../../shared/merge/valid.ts';
import type { Finding } from '../../../../shared/quality/finding.ts';
import { canonicalJson, isObject, type JsonObject } from '../../../../shared/records/json.ts';
import { validateResource } from '../../quality/validation/index.ts';
import { importDigest } from '../../records/import-digest.ts';
import type { Incoming, SourceId } from '../../records/incoming.ts';
import type { ImportContext, SourceFile } from '../contract.ts';
import type { Item, Neighbours } from './bundle.ts';
import { type Condition, conditionKey } from './condition.ts';
import { LINE_LIMIT } from './content.ts';
import { heldIn } from './held.ts';
import { importedId } from './ids.ts';
import { type Trouble, trouble } from './parse.ts';
import { resolveReference, type Surroundings } from './references.ts';
import { readdress } from './rewrite.ts';
import { makeSeen } from './seen.ts';
import type { Survey } from './survey.ts';

/** Those of FHIR have up to some thirty characters. */
const LONGEST_ELEMENT = 100;
/** How many conditions are remembered that are met by what is here. */
const CONDITIONS_LIMIT = 50_000;

/** Where a resource stands, and the text that it was read from. */
export interface Origin {
  readonly file: SourceFile;
  /** 1-based line or entry. */
  readonly line: number | undefined;
  /** Asked for only where something is wrong. */
  readonly raw: () => string;
}

export interface Placer {
  /** A promise where a batch became full. What cannot be placed is a problem of the import. */
  place(item: Item, beside: Neighbours, origin: Origin): Promise<void> | undefined;
}

/** `idOf`: our id of a source. */
export function makePlacer(
  found: Pick<Survey, 'metBy' | 'scopeOf'>,
  context: ImportContext,
  idOf: (source: SourceId) => string,
): Placer {
  const seen = makeSeen(context.notes.ledger());
  const here = new Map<string, string | undefined>();
  const findByCondition = (condition: Condition): string | undefined => {
    const key = conditionKey(condition);
    // of several in this import none is meant, whatever has come in already
    const met = found.metBy(key);
    if (met !== undefined) return met || undefined;
    if (here.size >= CONDITIONS_LIMIT) here.clear();
    if (!here.has(key)) here.set(key, context.findByIdentifier(condition.type, condition.system, condition.value));
    return here.get(key);
  };

  return {
    place: (item, beside, origin) => {
      const { system, type, original } = item;
      // what stands in a document is what its author said
      const bundle = type === 'Bundle';
      const resource = bundle ? item.resource : context.clean(item.resource, system);
      const refuse = (why: Trouble): Promise<void> | undefined =>
        context.problem(problemAt(origin, why), 1, origin.raw());
      const wrong = unimportable(item);
      if (wrong) return refuse(wrong);
      const id = importedId(system, type, original);
      if (context.isRedacted(type, id)) {
        const message = `An owner redacted this ${type}. It was left out and stays so; tell its sender.`;
        return refuse(trouble('redacted', message).trouble);
      }
      if (bundle && heldIn(resource, context.system).some((one) => context.isRedacted(one.type, one.id))) {
        const message =
          'An owner redacted a record of which this holds a copy. What it says of others came in; tell its sender.';
        return refuse(trouble('redacted', message).trouble);
      }
      const said: Record<string, string> = {};
      const around: Surroundings = {
        beside,
        scope: found.scopeOf(origin.file),
        idOf,
        findByCondition,
        met: (reference, text) => {
          said[reference] = text;
        },
        refers: context.refer,
      };
      const change = (reference: string): string => (bundle ? reference : resolveReference(reference, item, around));
      const json = canonicalJson(readdress(resource, id, change));
      if (json.length > LINE_LIMIT)
        return refuse(trouble('resource-too-large', `The resource is larger than ${LINE_LIMIT >> 20} MB.`).trouble);
      const recurrence = seen.note(id, json, lastUpdatedOf(resource));
      if (recurrence === 'different') {
        const message = `This ${type} came before in this import, with other contents. The first was kept, this one left out. Compare the two, or ask the sender which is right.`;
        return refuse(trouble('duplicate-in-import', message).trouble);
      }
      if (recurrence === 'same') {
        context.repeated(type);
        return undefined;
      }
      const incoming: Incoming = {
        type,
        id,
        json,
        source: { system, type, original },
        digest: importDigest(json),
        file: origin.file.name,
        ...(Object.keys(said).length > 0 ? { said } : {}),
      };
      const findings = validateResource(resource, { level: 'import' }).filter(({ severity }) => severity === 'error');
      if (findings.length === 0) return context.add(incoming);
      const problem = problemAt(origin, faultOf(findings, context.holdInvalid));
      if (context.holdInvalid) return context.aside({ problem, rejects: 1, raw: origin.raw(), findings });
      const full = context.aside({ problem, rejects: 0, findings, record: { type, id } });
      return full ? full.then(() => context.add(incoming)) : context.add(incoming);
    },
  };
}

/** Why this can be no record at all. */
function unimportable({ system, original, resource }: Item): Trouble | undefined {
  if (!Object.keys(resource).every(isImportable))
    return trouble('not-fhir', 'It has an element that no FHIR resource has.').trouble;
  if (system.length > LONGEST_SYSTEM || original.length > LONGEST_ORIGINAL)
    return trouble('not-fhir', 'Its id, or the name of the system that it is from, is longer than any.').trouble;
  return undefined;
}

function faultOf(findings: readonly Finding[], held: boolean): Trouble {
  const [first, ...more] = findings;
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  const at = `Not valid FHIR at ${first?.expression ?? ''}${rest}.`;
  return held
    ? trouble('invalid-held', `${at} It was left out, as you chose.`).trouble
    : trouble('invalid-taken', `${at} It came in all the same.`).trouble;
}

/** A trouble as a problem of the import. */
export function problemAt({ file, line }: Pick<Origin, 'file' | 'line'>, why: Trouble) {
  return { file: file.name, ...(line === undefined ? {} : { line }), ...why };
}

/** An element that can be changed later, too: its register needs a name that fits into an operation. */
function isImportable(element: string): boolean {
  return isElement(element) && element.length <= LONGEST_ELEMENT && element.isWellFormed();
}

function lastUpdatedOf(resource: JsonObject): number {
  const meta = resource.meta;
  return isObject(meta) && typeof meta.lastUpdated === 'string' ? Date.parse(meta.lastUpdated) || 0 : 0;
}
