/** What the palette shows for what was typed: patients and commands in their groups. */
import type { TFunction } from 'i18next';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { COMMAND_GROUPS, type Command } from '../../commands/contract.ts';
import { findIn, type Readings } from '../../commands/match.ts';

export type PaletteItem =
  | { readonly kind: 'patient'; readonly key: string; readonly hit: PatientHit }
  | { readonly kind: 'command'; readonly key: string; readonly command: Command };

export interface PaletteGroup {
  readonly key: string;
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** What stands at the beginning of a text that asks for commands alone. */
export const COMMANDS_SIGN = '>';

/** With commands beside them, so many patients; more letters narrow them down. */
const BESIDE = 8;
/** With nothing typed. */
const RECENT = 6;
/** Beside patients, so many commands. */
const FEW = 8;

/** Whether only commands are asked for; a full-width sign of a Chinese keyboard counts. */
export function asksCommands(text: string): boolean {
  return /^\s*[>＞》]/u.test(text);
}

/** What is looked for, without the sign. */
export function soughtIn(text: string): string {
  return text.replace(/^\s*[>＞》]/u, '').trim();
}

interface Given {
  readonly text: string;
  readonly commands: readonly Command[];
  /** The answer to `text`, or the last one while that is on its way; empty for whoever sees no patients. */
  readonly hits: readonly PatientHit[];
  readonly mayFind: boolean;
  readonly readings: Readings;
  /** In the language of the window, and in both. */
  readonly t: TFunction;
  readonly languages: readonly TFunction[];
}

const ofPatient = (hit: PatientHit): PaletteItem => ({ kind: 'patient', key: `patient-${hit.id}`, hit });
const ofCommand = (command: Command): PaletteItem => ({
  kind: 'command',
  key: `command-${command.id.replaceAll('.', '-')}`,
  command,
});

/** The groups to show, none of them empty. Patients come first: Enter opens whom one typed, as it always did. */
export function paletteGroups({ text, commands, hits, mayFind, readings, t, languages }: Given): PaletteGroup[] {
  const sought = soughtIn(text);
  const only = !mayFind || asksCommands(text);
  if (sought === '' && only) return grouped(commands, t);
  if (sought === '') {
    const here = commands.filter(({ group }) => group === 'here' || group === 'patient');
    return [
      group('patients', t('commands.recent'), hits.slice(0, RECENT).map(ofPatient)),
      group('here', t('commands.group.here'), here.map(ofCommand)),
    ].filter(({ items }) => items.length > 0);
  }
  const findable = (command: Command) => ({
    names: languages.map((say) => say(command.name)),
    also: command.also === undefined ? [] : languages.map((say) => say(command.also ?? command.name)),
  });
  const found = findIn(commands, sought, findable, readings);
  if (only)
    return [group('commands', t('commands.title'), found.map(ofCommand))].filter(({ items }) => items.length > 0);
  const shown = found.length > 0 ? hits.slice(0, BESIDE) : hits;
  const title = shown.length < hits.length ? t('commands.patientsSome', { shown: BESIDE }) : t('commands.patients');
  return [
    group('patients', title, shown.map(ofPatient)),
    group('commands', t('commands.title'), found.slice(0, FEW).map(ofCommand)),
  ].filter(({ items }) => items.length > 0);
}

function group(key: string, title: string, items: readonly PaletteItem[]): PaletteGroup {
  return { key, title, items };
}

function grouped(commands: readonly Command[], t: TFunction): PaletteGroup[] {
  return COMMAND_GROUPS.map((each) =>
    group(each, t(`commands.group.${each}`), commands.filter((command) => command.group === each).map(ofCommand)),
  ).filter(({ items }) => items.length > 0);
}
