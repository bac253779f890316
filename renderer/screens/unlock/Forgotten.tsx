import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import { NewOwner, useNewOwner } from '../../recovery/NewOwner.tsx';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Unlock.module.css';

/** All passphrases are forgotten: the kit opens this workstation, and a new owner comes in. */
export function Forgotten({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const owner = useNewOwner();
  const [withoutCloud, setWithoutCloud] = useState(false);
  const [tried, setTried] = useState(false);
  const recover = useDo('home.recover');
  const secret = secretOf(typed);
  const submit = () => {
    setTried(true);
    if (secret && owner.whole && !recover.isPending)
      recover.mutate({ secret, userName: owner.name, passphrase: owner.typed.passphrase, withoutCloud });
  };
  return (
    <Threshold
      title={t('recover.forgotten')}
      lead={t('recover.forgottenBody')}
      onBack={recover.isPending ? undefined : onBack}
    >
      <Form className={classes.form} onSubmit={submit}>
        <SecretEntry typed={typed} onType={setTyped} tried={tried} />
        <NewOwner owner={owner} tried={tried} />
        <Checkbox
          label={t('recover.withoutCloud')}
          description={t('recover.withoutCloudHint')}
          checked={withoutCloud}
          onChange={(event) => setWithoutCloud(event.currentTarget.checked)}
        />
        <FailureNotice failure={recover.error?.failure} />
        <div>
          <Button type="submit" size="md" loading={recover.isPending}>
            {t('recover.submit')}
          </Button>
        </div>
      </Form>
    </Threshold>
  );
}
