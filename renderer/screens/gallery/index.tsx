/** Every token and block on one page, for whoever works on the window (`#gallery`; not in release builds). */
import { Button, Checkbox, Group, Radio, SegmentedControl, Stack, Tabs, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ERROR_CODES } from '../../../shared/base/errors.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Badge, ConflictBadge, Flag, syncMark } from '../../ui/Marks.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { SecretField, StrengthMeter } from '../../ui/Secret.tsx';
import { Empty, Facts, Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { palettes, typeSizes } from '../../ui/tokens.ts';
import { Code, Words } from '../../ui/Words.tsx';
import { useLanguage } from '../useLanguage.ts';
import classes from './Gallery.module.css';

const TEXT = 'Apricot grove 杏林 0123456789';

export function GalleryScreen() {
  return (
    <main className={classes.gallery}>
      <Switches />
      <Tokens />
      <div className={classes.pair}>
        <Signs />
        <Controls />
        <Texts />
        <Places />
      </div>
    </main>
  );
}

/** Theme, size and language, so that each block can be seen in all of them. */
function Switches() {
  const { preferences, change } = usePreferences();
  const [locale, setLocale] = useLanguage();
  return (
    <Group>
      <Mark size="2rem" />
      <SegmentedControl
        aria-label="Theme"
        value={preferences.theme}
        data={['light', 'dark', 'auto']}
        onChange={(theme) => change({ theme })}
      />
      <SegmentedControl
        aria-label="Text size"
        value={preferences.text}
        data={['small', 'normal', 'large']}
        onChange={(text) => change({ text })}
      />
      <SegmentedControl aria-label="Language" value={locale} data={['zh-CN', 'en']} onChange={setLocale} />
    </Group>
  );
}

function Tokens() {
  return (
    <Section title="Tokens">
      {Object.entries(palettes).map(([name, palette]) => (
        <div key={name} className={classes.swatches} style={{ background: palette.ground, color: palette.text }}>
          {Object.entries(palette).map(([token, colour]) => (
            <div key={token} className={classes.swatch}>
              <span style={{ background: String(colour), borderColor: palette.edge }} />
              {token}
            </div>
          ))}
        </div>
      ))}
      {Object.entries(typeSizes).map(([name, size]) => (
        <p key={name} className={classes.line} style={{ fontSize: `${size / 16}rem` }}>
          {size} {TEXT}
        </p>
      ))}
    </Section>
  );
}

function Signs() {
  const { t } = useTranslation();
  return (
    <Section title="Marks">
      <Stack gap="sm">
        <Group>
          {(['plain', 'good', 'look', 'danger', 'act'] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <ConflictBadge count={2} />
        </Group>
        <Group>
          {(['low', 'high', 'abnormal'] as const).map((flag) => (
            <Flag key={flag} flag={flag} />
          ))}
        </Group>
        <Group>
          {(['none', 'settled', 'pending', 'syncing', 'offline', 'alarm'] as const).map((state) => (
            <Badge key={state} {...syncMark(state)}>
              {t(`sync.state.${state}`)}
            </Badge>
          ))}
        </Group>
        <Sparkline lines={[[3, 5, 4, 6, 8, 5].map((value, at) => ({ at, value }))]} low={4} high={6} />
        <Code code="K7QMX-3TZ9F-8PWRA" label="Code" />
        <Words words="harbor lantern copper meadow violin orbit" label="Words" large />
        <Qr text={TEXT} label="QR" size={120} />
      </Stack>
    </Section>
  );
}

function Controls() {
  const [asked, setAsked] = useState(false);
  return (
    <Section title="Controls">
      <Stack gap="sm">
        <Group>
          <Button>Primary</Button>
          <Button variant="default" onClick={() => setAsked(true)}>
            Default
          </Button>
          <Button variant="subtle">Subtle</Button>
          <Button color="vermilion">Danger</Button>
          <Button disabled>Disabled</Button>
          <Button loading>Loading</Button>
        </Group>
        <TextInput label="Field" description="What it is for" defaultValue={TEXT} />
        <TextInput label="Field with an error" error="What is wrong with it" defaultValue={TEXT} />
        <SecretField label="Passphrase" defaultValue="apricot" />
        {[0, 2, 4].map((score) => (
          <StrengthMeter key={score} strength={{ score, floor: 3 }} />
        ))}
        <Checkbox label="Checkbox" defaultChecked />
        <Radio label="Radio" defaultChecked />
        <Tabs defaultValue="one">
          <Tabs.List>
            <Tabs.Tab value="one">One</Tabs.Tab>
            <Tabs.Tab value="two">Two</Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <Confirm
          opened={asked}
          title="Confirm"
          yes="Yes"
          danger
          onYes={() => setAsked(false)}
          onNo={() => setAsked(false)}
        >
          {TEXT}
        </Confirm>
      </Stack>
    </Section>
  );
}

/** All sentences of errors at once, as the user will read them. */
function Texts() {
  return (
    <Section title="Notices">
      <Stack gap="xs">
        <Notice>Info</Notice>
        <Notice tone="good">Good</Notice>
        {ERROR_CODES.map((code) => (
          <FailureNotice key={code} failure={{ code, message: '' }} />
        ))}
      </Stack>
    </Section>
  );
}

function Places() {
  return (
    <Section title="Places" aside="aside">
      <Stack gap="md">
        <Facts
          facts={[
            ['Label', TEXT],
            ['Another', '42'],
          ]}
        />
        <Table
          label="Table"
          rows={[1, 22, 333]}
          rowKey={String}
          columns={[
            { key: 'name', head: 'Name', cell: () => TEXT },
            { key: 'value', head: 'Value', cell: (row) => row, numeric: true },
          ]}
        />
        <Empty
          title="Nothing here yet"
          icon={<IconUsers size="2rem" stroke={1.4} aria-hidden />}
          actions={<Button variant="default">Do it</Button>}
        >
          What belongs here and how it gets here.
        </Empty>
        <Loading />
      </Stack>
    </Section>
  );
}
