/** A new passphrase while it is typed twice; the vault says how good it is. Nothing of it is kept anywhere but in the form. */
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/bridge/index.ts';
import { ask } from './ask.ts';

const PAUSE_MS = 150;
/** So many words the vault takes as hints. */
const HINTS = 10;

export interface TypedPassphrase {
  readonly passphrase: string;
  readonly repeat: string;
  /** How good it is; that of the last one asked about while the answer is on its way. */
  readonly strength: CallOutput<'passphrase.strength'> | undefined;
  /** It is known to be not good enough. */
  readonly weak: boolean;
  /** Typed twice the same, and nothing is known against it: the vault judges again when it is used. */
  readonly good: boolean;
  setPassphrase(passphrase: string): void;
  setRepeat(repeat: string): void;
}

interface Measured {
  /** The passphrase that it is about. */
  readonly of: string;
  readonly strength: CallOutput<'passphrase.strength'>;
}

/** The state of the two fields. `hints`: words that an attacker would try first, such as the user's name. */
export function useNewPassphrase(hints: readonly string[]): TypedPassphrase {
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [measured, setMeasured] = useState<Measured>();
  const words = hints
    .map((hint) => hint.trim())
    .filter((hint) => hint !== '')
    .slice(0, HINTS)
    .join('\n');
  const [asked] = useDebouncedValue(passphrase, PAUSE_MS);
  useEffect(() => {
    let current = true;
    if (asked !== '')
      void ask('passphrase.strength', { passphrase: asked, hints: words === '' ? [] : words.split('\n') }).then(
        (answer) => {
          if (current && answer.ok) setMeasured({ of: asked, strength: answer.value });
        },
      );
    return () => {
      current = false;
    };
  }, [asked, words]);
  return { passphrase, repeat, ...judged(passphrase, repeat, measured), setPassphrase, setRepeat };
}

/** What the last measure says of what stands in the fields now. One that is not measured yet is not held to be weak. */
export function judged(
  passphrase: string,
  repeat: string,
  measured: Measured | undefined,
): Pick<TypedPassphrase, 'strength' | 'weak' | 'good'> {
  const strength = passphrase === '' ? undefined : measured?.strength;
  const weak = strength !== undefined && measured?.of === passphrase && strength.score < strength.floor;
  return { strength, weak, good: passphrase !== '' && repeat === passphrase && !weak };
}
