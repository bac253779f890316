import { useTranslation } from 'react-i18next';
import type { DifferingElement } from '../../records/values/elements.ts';
import { fieldWord } from '../../records/values/fields.ts';
import { useRegisterWords } from '../../records/values/useRegisterWords.ts';
import { Difference } from '../../ui/Difference.tsx';
import classes from './Inbox.module.css';

/** What a version says where not all say the same. */
export function Elements({ type, elements }: { type: string; elements: readonly DifferingElement[] }) {
  const { t } = useTranslation();
  const registerWords = useRegisterWords();
  const say = (element: string, words: string) => registerWords(element, JSON.stringify({ [element]: words })) ?? words;
  return (
    <dl className={classes.elements}>
      {elements.map(({ element, words, other }) => (
        <div key={element}>
          <dt>{fieldWord(t, element, type)}</dt>
          <dd>
            {words === '' ? (
              t('inbox.removed')
            ) : (
              <Difference
                before={other === '' ? null : say(element, other)}
                after={say(element, words)}
                marks="added"
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
