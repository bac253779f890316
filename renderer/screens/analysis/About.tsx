import { ActionIcon, Modal } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import classes from './Analysis.module.css';

/** What a measure counts, and where its numbers come from. */
export function About({ definition }: { readonly definition: MeasureDefinition }) {
  const { t } = useTranslation();
  const { of } = useMeasureWords();
  const [opened, setOpened] = useState(false);
  const title = of(definition.title);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('analysis.aboutOf', { title })}
        title={t('analysis.about')}
        onClick={() => setOpened(true)}
      >
        <IconInfoCircle size="1.125rem" stroke={1.8} aria-hidden />
      </ActionIcon>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={title}
        size="38rem"
        yOffset="6vh"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={classes.about}>
          {of(definition.meaning)
            .split('\n')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          {definition.sources.length > 0 ? (
            <>
              <h3>{t('analysis.sources')}</h3>
              <ul>
                {definition.sources.map(({ title: source, url }) => (
                  <li key={source}>
                    {source}
                    {url === undefined ? null : <span className={classes.url}>{url}</span>}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </Modal>
    </>
  );
}
