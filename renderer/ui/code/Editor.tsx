/** The editor of a field for code; with all that it needs a module of its own, which is loaded when it is shown. */

import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useMantineStyleNonce } from '@mantine/core';
import { useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeProps } from './contract.ts';
import { changeable, fixed } from './extensions.ts';
import { brokenAt } from './json.ts';
import { difference, insertion } from './text.ts';

interface EditorProps extends CodeProps {
  /** Id of what explains it. */
  readonly describedBy: string;
  /** Tab indents. */
  readonly indents: boolean;
  readonly onIndents: (indents: boolean) => void;
}

export default function Editor(props: EditorProps) {
  const { ref, value, language, label, tables, faults, longest, placeholder, describedBy, indents } = props;
  const { t } = useTranslation();
  const nonce = useMantineStyleNonce()?.() ?? '';
  const place = useRef<HTMLDivElement>(null);
  const [settings] = useState(() => new Compartment());
  const [view, setView] = useState<EditorView>();
  /** What was written here and has not come back as `value`: who writes fast is ahead of it. */
  const ahead = useRef<string[]>([]);

  const written = useEffectEvent((text: string) => {
    ahead.current.push(text);
    props.onChange(text);
  });
  const run = useEffectEvent(() => props.onRun?.());
  const turnTab = useEffectEvent(() => props.onIndents(!props.indents));
  const runs = props.onRun !== undefined;
  const [broken, setBroken] = useState<number>();
  const isFaulty = broken !== undefined || (faults !== undefined && faults.length > 0);
  const changing = useMemo(
    () => changeable({ t, language, label, describedBy, tables, placeholder, indents, isFaulty }),
    [t, language, label, describedBy, tables, placeholder, indents, isFaulty],
  );

  const begin = useEffectEvent((parent: HTMLElement) => {
    const extensions = [
      fixed({
        nonce,
        longest,
        onText: (text) => written(text),
        onTab: () => turnTab(),
        ...(runs ? { onRun: () => run() } : {}),
      }),
      settings.of(changing),
    ];
    return new EditorView({ state: EditorState.create({ doc: value, extensions }), parent });
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const made = begin(place.current);
    setView(made);
    return () => {
      made.destroy();
      setView(undefined);
    };
  }, []);

  useEffect(() => view?.dispatch({ effects: settings.reconfigure(changing) }), [view, settings, changing]);

  useEffect(() => {
    if (!view) return;
    const at = ahead.current.indexOf(value);
    ahead.current = at < 0 ? [] : ahead.current.slice(at + 1);
    if (at < 0) view.dispatch(difference(view.state.doc.toString(), value));
  }, [view, value]);

  const tellBroken = useEffectEvent((at: number | undefined) => {
    setBroken(at);
    props.onBroken?.(at);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the editor's own
  useEffect(() => {
    if (view && language === 'json') tellBroken(brokenAt(view.state));
  }, [view, language, value]);

  useEffect(() => {
    if (!view) return;
    const { length } = view.state.doc;
    const all = broken === undefined ? (faults ?? []) : [{ from: broken, to: broken, words: t('code.notJson') }];
    const shown = all.map(({ from, to, words }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: 'error' as const,
      message: words,
    }));
    view.dispatch(setDiagnostics(view.state, shown));
  }, [view, faults, broken, t]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => view?.focus(),
      insert: (word) => {
        if (!view) return;
        view.dispatch(insertion(view.state, word));
        view.focus();
      },
      show: (from, to) => {
        if (!view) return;
        const { length } = view.state.doc;
        view.dispatch({
          selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
          scrollIntoView: true,
        });
        view.focus();
      },
    }),
    [view],
  );
  return <div ref={place} />;
}
