import { useTranslation } from 'react-i18next';
import type { CheckpointOutput } from '../../shared/bridge/kit.ts';
import { useFormat } from '../locales/manner.tsx';
import { Facts } from '../ui/Section.tsx';
import { Words } from '../ui/Words.tsx';
import classes from './Paper.module.css';

/** Six words, and of what state they are: as of when, how many changes, the position by which a later state can be compared. */
export function CheckpointFacts({ checkpoint }: { readonly checkpoint: CheckpointOutput }) {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const { words, at, upTo, changes, position } = checkpoint;
  return (
    <div className={classes.gathered}>
      <Words words={words} label={t('checkpoint.words')} />
      <Facts
        facts={[
          [t('checkpoint.at'), time(at)],
          [t('checkpoint.upTo'), upTo === undefined ? t('checkpoint.nothing') : time(upTo)],
          [t('checkpoint.changes'), number(changes)],
          [t('checkpoint.position'), <bdi key="position">{position}</bdi>],
        ]}
      />
    </div>
  );
}
