import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askDesktop, useAsk, useMay } from '../bridge/index.ts';
import { ariaKeys, keyWords } from '../commands/keys.ts';
import type { Screen } from '../screens/contract.ts';
import { useNavigation } from '../screens/navigation.ts';
import { Mark } from '../ui/Mark.tsx';
import classes from './Frame.module.css';
import { AT_THE_FOOT, placesFor, type ShownPlace } from './places.ts';

type RailName = Screen<'patients'>['rail'];

/** Where one can go; only what works. */
export function Rail({ lit }: { lit: RailName }) {
  const { t } = useTranslation();
  const may = useMay();
  const sync = useAsk('sync.status', {}, { enabled: may.role !== 'analyst' });
  const info = useQuery({
    queryKey: ['desktop.info'],
    queryFn: () => askDesktop('desktop.info', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const waiting = sync.data?.conflicts ?? 0;
  const places = placesFor(may);
  const entry = (place: ShownPlace) => (
    <Entry key={place.name} place={place} lit={lit === place.name} waiting={place.name === 'inbox' ? waiting : 0} />
  );
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <div className={classes.brand}>
        <Mark />
        {t('app.name')}
      </div>
      {places.filter(({ name }) => !AT_THE_FOOT.includes(name)).map(entry)}
      <div className={classes.grow} />
      {places.filter(({ name }) => AT_THE_FOOT.includes(name)).map(entry)}
      {info.data?.ok && info.data.value.evaluation ? <p className={classes.evaluation}>{t('app.evaluation')}</p> : null}
    </nav>
  );
}

interface EntryProps {
  readonly place: ShownPlace;
  readonly lit: boolean;
  readonly waiting: number;
}

function Entry({ place, lit, waiting }: EntryProps) {
  const { name, icon: Icon, keys } = place;
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <button
      type="button"
      className={classes.link}
      aria-current={lit ? 'page' : undefined}
      aria-keyshortcuts={keys ? ariaKeys(keys) : undefined}
      title={keys ? keyWords(keys) : undefined}
      onClick={() => go({ name })}
    >
      <Icon size="1.25rem" stroke={1.6} aria-hidden />
      <span>{t(`nav.${name}`)}</span>
      {waiting > 0 ? (
        <span className={classes.number}>
          <span aria-hidden>{waiting}</span>
          <span className="visually-hidden">{t('nav.inboxCount', { count: waiting })}</span>
        </span>
      ) : null}
    </button>
  );
}
