import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keyWords } from '../../commands/keys.ts';
import { useShownCommands } from '../../commands/shown.tsx';
import { HELP_TOPICS, type HelpTopic, type RouteOf, type Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Help.module.css';
import { LEADS } from './leads.ts';

/** How to do what people ask about: the topics at the left, one of them beside it, with ways to where it is done. */
function HelpScreen({ route }: { route: RouteOf<'help'> }) {
  const { t } = useTranslation();
  const { replace } = useNavigation();
  const topic = route.id ?? HELP_TOPICS[0];
  return (
    <Page title={t('help.title')}>
      <div className={classes.page}>
        <nav className={classes.topics} aria-label={t('help.topicsLabel')}>
          {HELP_TOPICS.map((each) => (
            <button
              key={each}
              type="button"
              className={classes.topic}
              aria-current={each === topic ? 'page' : undefined}
              onClick={() => replace({ name: 'help', id: each })}
            >
              {t(`help.topics.${each}.title`)}
            </button>
          ))}
          <p className={classes.quiet}>{t('help.seek')}</p>
        </nav>
        <Topic topic={topic} asked={route.id !== undefined} />
      </div>
    </Page>
  );
}

/** `asked`: somebody chose it, and goes on reading there. */
function Topic({ topic, asked }: { topic: HelpTopic; asked: boolean }) {
  const { t } = useTranslation();
  const commands = useShownCommands();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked) title.current?.focus();
  }, [asked]);
  const leads = LEADS[topic].flatMap((id) => commands.find((command) => command.id === id) ?? []);
  return (
    <article className={classes.text}>
      <h2 ref={title} tabIndex={-1} className={classes.title}>
        {t(`help.topics.${topic}.title`)}
      </h2>
      <ul className={classes.steps}>
        {t(`help.topics.${topic}.body`)
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ul>
      {leads.length > 0 ? (
        <fieldset className={classes.leads}>
          <legend className="visually-hidden">{t('help.links')}</legend>
          {leads.map(({ id, name, icon: Icon, keys, run }) => (
            <Button
              key={id}
              variant="default"
              leftSection={<Icon size="1.125rem" stroke={1.6} aria-hidden />}
              title={keys?.[0] ? keyWords(keys[0]) : undefined}
              onClick={run}
            >
              {t(name)}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </article>
  );
}

export const help: Screen<'help'> = { rail: 'help', view: HelpScreen };
