/**
 * From the FHIRPath of a search parameter to the places in JSON where its values stand. Only the forms that FHIR R4's own
 * parameters use; anything else ends the generator with its text.
 */
import {
  AndAtom,
  AsAtom,
  DotAtom,
  EqualsAtom,
  type FhirPathAtom,
  FunctionAtom,
  IndexerAtom,
  IsAtom,
  LiteralAtom,
  parseFhirPath,
  SymbolAtom,
  UnionAtom,
} from '@medplum/core';
import { child, type Place } from './search-elements.ts';

type Atom = FhirPathAtom['child'];

/** A place, and what its reference must lead to (`resolve() is Patient`). */
export interface Target extends Place {
  readonly leadsTo?: string;
}

/**
 * The places of an expression. `root` is a resource type, for which only alternatives that begin with it (or with what every
 * resource inherits) count, or a place to which the expression is relative.
 */
export function placesOf(expression: string, root: string | Place): Target[] {
  return alternatives(parseFhirPath(expression).child).flatMap((atom) => walk(atom, root));
}

function alternatives(atom: Atom): Atom[] {
  return atom instanceof UnionAtom ? [...alternatives(atom.left), ...alternatives(atom.right)] : [atom];
}

function walk(atom: Atom, root: string | Place): Target[] {
  if (atom instanceof SymbolAtom) return symbol(atom.name, root);
  if (atom instanceof DotAtom) {
    const left = walk(atom.left, root);
    if (atom.right instanceof FunctionAtom) return left.flatMap((place) => call(atom.right as FunctionAtom, place));
    if (atom.right instanceof SymbolAtom) {
      const { name } = atom.right;
      return left.flatMap((place) => child(place, name));
    }
  }
  if (atom instanceof AsAtom && atom.right instanceof SymbolAtom) return typed(walk(atom.left, root), atom.right.name);
  if (atom instanceof IndexerAtom && atom.expr instanceof LiteralAtom) {
    const index = String(atom.expr.value.value);
    return walk(atom.left, root).map((place) => marked(place, `[${index}]`));
  }
  if (atom instanceof AndAtom) return existsAndIsNotFalse(atom, root);
  throw new Error(`not a form of search parameters: ${atom.toString()}`);
}

function symbol(name: string, root: string | Place): Target[] {
  if (typeof root !== 'string') return child(root, name);
  if (name === root || name === 'Resource' || name === 'DomainResource') return [{ members: [], type: root }];
  // InsurancePlan's `name | alias` is written without the type
  return /^[a-z]/.test(name) ? child({ members: [], type: root }, name) : [];
}

function call(atom: FunctionAtom, place: Target): Target[] {
  const [argument] = atom.args;
  if (atom.name === 'ofType' && argument instanceof SymbolAtom) return typed([place], argument.name);
  if (atom.name === 'where' && argument instanceof IsAtom && argument.right instanceof SymbolAtom) {
    return [{ ...place, leadsTo: argument.right.name }];
  }
  if (atom.name === 'where' && argument instanceof EqualsAtom && argument.left instanceof SymbolAtom) {
    if (argument.right instanceof LiteralAtom)
      return [marked(place, `[${argument.left.name}=${String(argument.right.value.value)}]`)];
  }
  throw new Error(`not a function of search parameters: ${atom.toString()}`);
}

/** The definitions write `DateTime` once where the type is `dateTime`. */
function typed(places: readonly Target[], name: string): Target[] {
  return places.filter(({ type }) => type.toLowerCase() === name.toLowerCase());
}

/** `X.exists() and X != false`, a boolean of its own: whether one of the choices is there and not false. */
function existsAndIsNotFalse(atom: AndAtom, root: string | Place): Target[] {
  const [, subject] = /^\(?(\S+)\.exists\(\) and \(?\1 != false\)*$/.exec(atom.toString()) ?? [];
  if (subject === undefined) throw new Error(`not a form of search parameters: ${atom.toString()}`);
  const choices = placesOf(subject, root).map(({ members }) => members.join('.'));
  return choices.length === 0 ? [] : [{ members: [`?${choices.join(',')}`], type: 'boolean' }];
}

function marked(place: Target, mark: string): Target {
  const members = [...place.members];
  members.push(`${members.pop() ?? ''}${mark}`);
  return { ...place, members };
}
