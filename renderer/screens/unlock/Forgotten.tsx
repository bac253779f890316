import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import { isWhole, NewOwner, NO_OWNER } from '../../recovery/NewOwner.tsx';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Unlock.module.css';

/** All passphrases are forgotten: the kit opens this workstation, and a new owner comes in. */
export function Forgotten({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [owner, setOwner] = useState(NO_OWNER);
  const [withoutCloud, setWithoutCloud] = useState(false);
  const [tried, setTried] = useState(false);
  const recover = useDo('home.recover');
  const secret = secretOf(typed);
  return (
    <Threshold
      title={t('recover.forgotten')}
      lead={t('recover.forgottenBody')}
      onBack={recover.isPending ? undefined : onBack}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (secret && isWhole(owner) && !recover.isPending)
            recover.mutate({ secret, userName: owner.name, passphrase: owner.passphrase, withoutCloud });
        }}
      >
        <SecretEntry typed={typed} onType={setTyped} tried={tried} />
        <NewOwner owner={owner} onChange={setOwner} tried={tried} />
        <Checkbox
          label={t('recover.withoutCloud')}
          description={t('recover.withoutCloudHint')}
          checked={withoutCloud}
          onChange={(event) => setWithoutCloud(event.currentTarget.checked)}
        />
        {recover.error ? <FailureNotice failure={recover.error.failure} /> : null}
        <div>
          <Button type="submit" size="md" loading={recover.isPending}>
            {t('recover.submit')}
          </Button>
        </div>
      </form>
    </Threshold>
  );
}
