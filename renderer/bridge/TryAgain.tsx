import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { AskError } from './ask.ts';
import { readAgain } from './outdated.ts';

/** Asks again for what somebody gave up waiting for. Nothing where `failure` is of something else than a question of the screen. */
export function TryAgain({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const asked = client.getQueryCache().findAll({
    predicate: ({ state: { error } }) => error instanceof AskError && error.failure === failure,
  });
  if (asked.length === 0) return null;
  return (
    <Button variant="default" onClick={() => void readAgain(client)}>
      {t('common.retry')}
    </Button>
  );
}
