/** Buttons, fields and forms in their states. */
import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Tabs, Textarea, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useNewPassphrase } from '../../bridge/new-passphrase.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { CodeField } from '../../ui/code/CodeField.tsx';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { LineMenu } from '../../ui/LineMenu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { NewPassphrase } from '../../ui/NewPassphrase.tsx';
import { NumberSetting } from '../../ui/NumberSetting.tsx';
import { SecretField, StrengthMeter } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { WhoList } from '../../ui/WhoList.tsx';
import { TEXT } from './Tokens.tsx';

export function Controls() {
  const [asked, setAsked] = useState(false);
  const tell = useTell();
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
          <Button variant="default" onClick={() => tell('Done', () => undefined)}>
            Told, with undo
          </Button>
          <LineMenu label="More of a line" icon={<IconDots size="1rem" stroke={1.8} aria-hidden />}>
            {() => <MenuItem>Change</MenuItem>}
          </LineMenu>
        </Group>
        <TextInput label="Field" description="What it is for" defaultValue={TEXT} />
        <TextInput label="Field with an error" error="What is wrong with it" defaultValue={TEXT} />
        <Textarea label="Text" defaultValue={TEXT} />
        <NativeSelect label="Choice" data={[TEXT, 'Another']} />
        <NumberSetting label="Number" hint="Between 1 and 9" min={1} max={9} value={3} onChange={() => undefined} />
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

const SQL = `-- ${TEXT}
SELECT gender, count(*) AS people
FROM patients
WHERE birth_date >= '1980-01-01' AND agee > 40`;
const TABLES = [{ name: 'patients', title: TEXT, columns: [{ name: 'gender', type: 'code' }] }];
const FAULTS = [{ from: SQL.indexOf('agee'), to: SQL.indexOf('agee') + 4, words: 'There is no such column.' }];

/** Fields for code, with something wrong in each. */
export function Code() {
  const [sql, setSql] = useState(SQL);
  const [json, setJson] = useState('{\n  "resource": "Patient",\n  "select": [1, true,, null]\n}');
  return (
    <Section title="Code">
      <Stack gap="sm">
        <CodeField
          language="sql"
          label="SQL"
          value={sql}
          onChange={setSql}
          tables={TABLES}
          faults={sql === SQL ? FAULTS : []}
          longest={1000}
          hint="What one should know."
          lines={[4, 10]}
        />
        <CodeField language="json" label="JSON" value={json} onChange={setJson} longest={1000} lines={[4, 10]} />
      </Stack>
    </Section>
  );
}

/** A form as dialogs have it: Enter leads on, the button that does it stands last. */
export function Forms() {
  const [name, setName] = useState('Dr Lin');
  const typed = useNewPassphrase([]);
  return (
    <Section title="Forms">
      <Form label="Form" onSubmit={() => undefined}>
        <Stack gap="sm">
          <WhoList
            label="Who"
            names={['Dr Lin', 'Nurse Abena']}
            chosen={name}
            onChoose={setName}
            onNext={() => undefined}
          />
          <NewPassphrase label="New passphrase" hint="Several words" tried typed={typed} />
          <FormButtons submit="Save" busy={false} onCancel={() => undefined} />
          <FormButtons submit="Delete" busy={false} danger dialog onCancel={() => undefined} />
        </Stack>
      </Form>
    </Section>
  );
}
