import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RECORD_GROUPS, type RecordGroup } from '../../../shared/access/groups.ts';
import {
  CAPABILITIES,
  type Rights,
  type RoleTable,
  rightsIn,
  TABLE_ROLES,
  type TableRole,
} from '../../../shared/access/roles.ts';
import { changesIn, FLAGS, withAccess, withCapability, withFlag } from './table.ts';
import classes from './Users.module.css';
import { useRightsWords } from './useChangeWords.ts';

interface MatrixProps {
  readonly table: RoleTable;
  /** As it holds now. */
  readonly before: RoleTable;
  /** Absent: only to be read. */
  readonly onChange: ((table: RoleTable) => void) | undefined;
}

const ACCESS: readonly Rights['access'][] = ['none', 'read', 'write'];

function Head({ first }: { first: string }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {TABLE_ROLES.map((role) => (
          <th key={role} scope="col">
            {t(`roles.name.${role}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Record groups down, roles across. */
export function GroupMatrix({ table, before, onChange }: MatrixProps) {
  const { t } = useTranslation();
  const changed = changesIn(before, table);
  return (
    <table className={classes.matrix} aria-label={t('roles.records')}>
      <Head first={t('roles.records')} />
      <tbody>
        {RECORD_GROUPS.map((group) => (
          <tr key={group}>
            <th scope="row">
              {t(`roles.group.${group}`)}
              <span className={classes.kinds}>{t(`roles.kinds.${group}`)}</span>
            </th>
            {TABLE_ROLES.map((role) => {
              const isChanged = changed.some((one) => 'group' in one && one.group === group && one.role === role);
              return (
                <td key={role} className={isChanged ? classes.changed : undefined}>
                  <RightsCell table={table} role={role} group={group} onChange={onChange} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly table: RoleTable;
  readonly role: TableRole;
  readonly group: RecordGroup;
  readonly onChange: MatrixProps['onChange'];
}

function RightsCell({ table, role, group, onChange }: CellProps) {
  const { t } = useTranslation();
  const words = useRightsWords();
  const rights = rightsIn(table, role, group);
  if (!onChange) return <span className={rights.access === 'none' ? classes.closed : undefined}>{words(rights)}</span>;
  const name = `${t(`roles.name.${role}`)}${t('common.dot')}${t(`roles.group.${group}`)}`;
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={name}
        value={rights.access}
        data={ACCESS.map((access) => ({ value: access, label: t(`roles.access.${access}`) }))}
        onChange={(event) => {
          const access = ACCESS.find((one) => one === event.currentTarget.value) ?? 'none';
          onChange(withAccess(table, role, group, access));
        }}
      />
      {rights.access === 'write' ? (
        <div className={classes.flags}>
          {FLAGS.map((flag) => (
            <Checkbox
              key={flag}
              size="xs"
              label={t(`roles.flag.${flag}`)}
              aria-label={`${name}${t('common.dot')}${t(`roles.flag.${flag}`)}`}
              checked={rights[flag]}
              onChange={(event) => onChange(withFlag(table, role, group, flag, event.currentTarget.checked))}
            />
          ))}
        </div>
      ) : null}
    </>
  );
}

/** What is not about one record. */
export function CapabilityMatrix({ table, before, onChange }: MatrixProps) {
  const { t } = useTranslation();
  const changed = changesIn(before, table);
  return (
    <table className={classes.matrix} aria-label={t('roles.capabilities')}>
      <Head first={t('roles.capabilities')} />
      <tbody>
        {CAPABILITIES.map((capability) => (
          <tr key={capability}>
            <th scope="row">{t(`roles.capability.${capability}`)}</th>
            {TABLE_ROLES.map((role) => {
              const granted = table.roles[role].may.includes(capability);
              const isChanged = changed.some(
                (one) => 'capability' in one && one.capability === capability && one.role === role,
              );
              return (
                <td key={role} className={isChanged ? classes.changed : undefined}>
                  {onChange ? (
                    <Checkbox
                      size="xs"
                      aria-label={`${t(`roles.name.${role}`)}${t('common.dot')}${t(`roles.capability.${capability}`)}`}
                      checked={granted}
                      onChange={(event) =>
                        onChange(withCapability(table, role, capability, event.currentTarget.checked))
                      }
                    />
                  ) : (
                    <span className={granted ? undefined : classes.closed}>
                      {t(granted ? 'roles.yes' : 'roles.no')}
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
