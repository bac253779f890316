/** Sentences, lists and places. */
import { Button, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { ERROR_CODES } from '../../../shared/base/errors.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty, Facts, Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { TEXT } from './Tokens.tsx';

/** All sentences of errors at once, as the user will read them. */
export function Texts() {
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

export function Places() {
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
