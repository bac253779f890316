import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../../../shared/bridge/templates.ts';
import { useAsk } from '../../../bridge/index.ts';
import { findIn } from '../../../commands/match.ts';
import { useReadings } from '../../../commands/readings.ts';
import { isComposing } from '../../../ui/keys/enter.ts';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Empty } from '../../../ui/Section.tsx';
import classes from './TemplatePicker.module.css';

interface PickerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Called before it closes. */
  readonly onChoose: (template: Template) => void;
  /** It has closed: the focus may go where it belongs. */
  readonly onClosed: () => void;
}

/** The clinic's texts by their names, pinyin too: arrows and Enter choose. */
export function TemplatePicker({ opened, onClose, onChoose, onClosed }: PickerProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('templates.insert')}
      size="38rem"
      yOffset="12vh"
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onExitTransitionEnd={onClosed}
    >
      <Choices
        onChoose={(template) => {
          onChoose(template);
          onClose();
        }}
      />
    </Modal>
  );
}

function Choices({ onChoose }: Pick<PickerProps, 'onChoose'>) {
  const { t } = useTranslation();
  const readings = useReadings();
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const asked = useAsk('template.list', {});
  const all = asked.data ?? [];
  const found = text.trim() === '' ? all : findIn(all, text, ({ title }) => ({ names: [title], also: [] }), readings);
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((at) => Math.max(0, Math.min(found.length - 1, at + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = found[active];
      if (chosen) onChoose(chosen);
    }
  };
  if (asked.data?.length === 0) return <Empty title={t('templates.none')}>{t('templates.noneBody')}</Empty>;
  return (
    <>
      <FailureNotice failure={asked.error?.failure} />
      <TextInput
        label={t('templates.name')}
        placeholder={t('templates.find')}
        value={text}
        data-autofocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={keys}
      />
      <div id={listId} role="listbox" aria-label={t('templates.title')} tabIndex={-1} className={classes.list}>
        {found.map((template, at) => (
          // the field keeps the focus and the keys (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={template.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === active}
            data-active={at === active || undefined}
            className={classes.row}
            onMouseMove={() => setActive(at)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(template)}
          >
            <span>{template.title}</span>
            <span className={classes.text}>{template.text}</span>
          </div>
        ))}
      </div>
    </>
  );
}
