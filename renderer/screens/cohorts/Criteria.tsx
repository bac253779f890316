import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KeptCohort } from '../../../shared/bridge/cohorts.ts';
import { useMay } from '../../bridge/index.ts';
import { MenuItem } from '../../ui/MenuItem.tsx';
import classes from './Cohorts.module.css';
import { type Group, newGroup, newLeaf, newRow, PARTS, type PartKind, type Row } from './draft.ts';
import { Fields } from './Fields.tsx';

interface CriteriaProps {
  readonly group: Group;
  readonly onGroup: (group: Group) => void;
  readonly tried: boolean;
  readonly kept: readonly KeptCohort[];
  /** How deep it stands: groups are offered down to the third. */
  readonly level?: number;
}

const DEEPEST = 3;

/** What each criterion needs to be read. */
const READS: Partial<Record<PartKind, string>> = {
  diagnosis: 'Condition',
  medication: 'MedicationRequest',
  allergy: 'AllergyIntolerance',
  value: 'Observation',
  visit: 'Encounter',
  vaccine: 'Immunization',
  task: 'Task',
  flag: 'Flag',
  'no-show': 'Appointment',
};
/** What the analysts' database answers. */
const DEIDENTIFIED: ReadonlySet<PartKind> = new Set(['sex', 'age', 'diagnosis', 'value', 'visit']);

/** Criteria of which all, or one at least, are to hold; a group of them stands among the others. */
export function Criteria({ group, onGroup, tried, kept, level = 1 }: CriteriaProps) {
  const { t } = useTranslation();
  const put = (row: Row) => onGroup({ ...group, rows: group.rows.map((one) => (one.key === row.key ? row : one)) });
  return (
    <div className={classes.group}>
      {group.rows.length > 1 || level > 1 ? (
        <NativeSelect
          className={classes.join ?? ''}
          aria-label={t('cohorts.join.label')}
          value={group.join}
          data={(['all', 'any'] as const).map((join) => ({ value: join, label: t(`cohorts.join.${join}`) }))}
          onChange={({ currentTarget: { value } }) => onGroup({ ...group, join: value === 'any' ? 'any' : 'all' })}
        />
      ) : null}
      <ul className={classes.rows} aria-label={t('cohorts.criteria')}>
        {group.rows.map((row) => (
          <li key={row.key} className={classes.row}>
            <NativeSelect
              className={classes.not ?? ''}
              aria-label={t('cohorts.not.label')}
              value={row.not ? 'no' : 'yes'}
              data={(['yes', 'no'] as const).map((is) => ({ value: is, label: notWords(row, is) }))}
              onChange={({ currentTarget: { value } }) => put({ ...row, not: value === 'no' })}
            />
            <div className={classes.fields}>
              {row.part.kind === 'group' ? (
                <Criteria
                  group={row.part}
                  onGroup={(part) => put({ ...row, part })}
                  tried={tried}
                  kept={kept}
                  level={level + 1}
                />
              ) : (
                <Fields leaf={row.part} onLeaf={(part) => put({ ...row, part })} tried={tried} kept={kept} />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('cohorts.remove', { what: t(`cohorts.part.${row.part.kind}`) })}
              onClick={() => onGroup({ ...group, rows: group.rows.filter((one) => one !== row) })}
            >
              <IconX size="1.125rem" stroke={1.8} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Add
        nested={level < DEEPEST}
        hasKept={kept.length > 0}
        onAdd={(part) => onGroup({ ...group, rows: [...group.rows, newRow(part)] })}
      />
    </div>
  );

  function notWords({ part: { kind } }: Row, is: 'yes' | 'no'): string {
    return t(`cohorts.not.${kind}.${is}`);
  }
}

interface AddProps {
  readonly nested: boolean;
  readonly hasKept: boolean;
  readonly onAdd: (part: Row['part']) => void;
}

function Add({ nested, hasKept, onAdd }: AddProps) {
  const { t } = useTranslation();
  const may = useMay();
  const offered = PARTS.filter((kind) => {
    if (may.role === 'analyst') return DEIDENTIFIED.has(kind);
    if (kind === 'cohort') return hasKept;
    const type = READS[kind];
    return type === undefined || may.read(type);
  });
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size="1rem" stroke={1.8} />}>
          {t('cohorts.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((kind) => (
          <MenuItem key={kind} onClick={() => onAdd(newLeaf(kind))}>
            {t(`cohorts.part.${kind}`)}
          </MenuItem>
        ))}
        {nested ? <MenuItem onClick={() => onAdd(newGroup())}>{t('cohorts.part.group')}</MenuItem> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
