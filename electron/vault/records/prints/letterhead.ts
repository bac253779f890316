/** The clinic itself as a FHIR R4 Organization: the letterhead of its prints. http://hl7.org/fhir/R4/organization.html */
import { toHex } from '../../../../shared/base/bytes.ts';
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import { type Letterhead, type LetterheadView, MOST_LOGO_BYTES } from '../../../../shared/bridge/letterhead.ts';
import { currentWrites } from '../../../../shared/merge/reducer.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { BASE } from '../../query/reference-value.ts';
import type { Reader } from '../../storage/database.ts';
import { change, editedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { findRow, type RecordRow, stateOf } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import type { Workspace } from '../workspace.ts';

/** By these the clinic's own record is told from other organisations, and its licence from other numbers. */
const CLINIC_SYSTEM = 'urn:xinglin:clinic';
const LICENCE_SYSTEM = 'urn:xinglin:licence';

/** A text in another language: http://hl7.org/fhir/R4/extension-translation.html */
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';
const LOGO = `${BASE}/StructureDefinition/letterhead-logo`;
const FOOTER = `${BASE}/StructureDefinition/letterhead-footer`;

/** The first eight bytes of every PNG (https://www.w3.org/TR/png-3/#5PNG-file-signature). */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The letterhead as it is kept; the clinic's name alone where none was saved. */
export function readLetterhead({ store, members }: Workspace): LetterheadView {
  const row = clinicRow(store, toHex(members().roster.clinicId));
  if (row) {
    const record = { id: row.id, seen: [...currentWrites(stateOf(store, row))], conflicts: row.conflicts };
    return { letterhead: letterheadOf(parseJson(row.json) as JsonObject), record };
  }
  const { name, locale } = members().profile;
  const named = locale === 'en' ? { nameZh: '', nameEn: name } : { nameZh: name, nameEn: '' };
  return { letterhead: { ...named, address: '', phone: '', licence: '', footer: '', logo: '' } };
}

/** Saves what a form showed. Raises bad-logo, not-found, not-valid. */
export function saveLetterhead(
  workspace: Workspace,
  { letterhead, id, seen }: { letterhead: Letterhead; id?: string | undefined; seen: readonly string[] },
): Changed {
  refuseLogo(letterhead.logo);
  const clinicId = toHex(workspace.members().roster.clinicId);
  return change(workspace, (reader) => {
    const row = id === undefined ? clinicRow(reader, clinicId) : undefined;
    // somebody at this workstation was quicker: theirs is edited, so that there is one
    const known = row
      ? { id: row.id, seen: [...currentWrites(stateOf(reader, row))] }
      : id === undefined
        ? undefined
        : { id, seen };
    const made = (before: JsonObject) => organizationOf(letterhead, clinicId, before);
    if (known) return editedOps(workspace, reader, { type: 'Organization', ...known }, made);
    const resource = made({ resourceType: 'Organization', active: true });
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

function refuseLogo(logo: string): void {
  if (logo === '') return;
  const bytes = Buffer.from(logo, 'base64');
  if (bytes.length > MOST_LOGO_BYTES || !bytes.subarray(0, PNG.length).equals(PNG))
    raise(
      'bad-logo',
      'The logo is no picture that can be printed, or too large. Choose another one; nothing was saved.',
    );
}

/** The clinic's own Organization; of several, which two workstations made before they heard of each other, the same everywhere. */
function clinicRow(reader: Reader, clinicId: string): RecordRow | undefined {
  const rows = reader.all<{ id: string }>(
    `SELECT id FROM record WHERE type = 'Organization' AND deleted = 0
     AND EXISTS (SELECT 1 FROM json_each(record.json, '$.identifier')
       WHERE value ->> 'system' = ? AND value ->> 'value' = ?) ORDER BY id LIMIT 1`,
    CLINIC_SYSTEM,
    clinicId,
  );
  const [first] = rows;
  return first && findRow(reader, 'Organization', first.id);
}

/** Keeps of `before` what a letterhead does not speak of. */
function organizationOf(letterhead: Letterhead, clinicId: string, before: JsonObject): JsonObject {
  const { nameZh, nameEn, address, phone, licence, footer, logo } = letterhead;
  const ours = ['identifier', 'name', '_name', 'telecom', 'address', 'extension'];
  const rest = Object.fromEntries(Object.entries(before).filter(([name]) => !ours.includes(name)));
  const extensions = [
    ...objectsIn(before.extension).filter(({ url }) => url !== LOGO && url !== FOOTER),
    ...(logo === '' ? [] : [{ url: LOGO, valueAttachment: { contentType: 'image/png', data: logo } }]),
    ...(footer === '' ? [] : [{ url: FOOTER, valueString: footer }]),
  ];
  const telecom = [
    ...objectsIn(before.telecom).filter((one) => one.system !== 'phone'),
    ...(phone === '' ? [] : [{ system: 'phone', value: phone, use: 'work' }]),
  ];
  const others = objectsIn(before.identifier).filter(
    ({ system }) => system !== CLINIC_SYSTEM && system !== LICENCE_SYSTEM,
  );
  return {
    ...rest,
    identifier: [
      { system: CLINIC_SYSTEM, value: clinicId },
      ...(licence === '' ? [] : [{ use: 'official', system: LICENCE_SYSTEM, value: licence }]),
      ...others,
    ],
    name: nameZh || nameEn,
    _name: {
      extension: [
        ...(nameZh === '' ? [] : [translation('zh-CN', nameZh)]),
        ...(nameEn === '' ? [] : [translation('en', nameEn)]),
      ],
    },
    ...(telecom.length > 0 ? { telecom } : {}),
    ...(address === '' ? {} : { address: [{ use: 'work', text: address }] }),
    ...(extensions.length > 0 ? { extension: extensions } : {}),
  };
}

function translation(language: string, content: string): JsonObject {
  return {
    url: TRANSLATION,
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: content },
    ],
  };
}

function letterheadOf(organization: JsonObject): Letterhead {
  const name = textIn(organization.name);
  const nameZh = translated(organization._name, 'zh-CN');
  const nameEn = translated(organization._name, 'en');
  const extension = (url: string): JsonObject | undefined =>
    objectsIn(organization.extension).find((one) => one.url === url);
  return {
    nameZh: nameZh || (nameEn === '' ? name : ''),
    nameEn,
    address: textIn(objectsIn(organization.address)[0]?.text),
    phone: textIn(objectsIn(organization.telecom).find(({ system }) => system === 'phone')?.value),
    licence: textIn(objectsIn(organization.identifier).find(({ system }) => system === LICENCE_SYSTEM)?.value),
    footer: textIn(extension(FOOTER)?.valueString),
    logo: textIn(memberOf(extension(LOGO)?.valueAttachment, 'data')),
  };
}

function translated(primitive: Json | undefined, language: string): string {
  const one = objectsIn(isObject(primitive) ? primitive.extension : undefined).find(
    ({ url, extension }) =>
      url === TRANSLATION && objectsIn(extension).some((part) => part.url === 'lang' && part.valueCode === language),
  );
  return textIn(objectsIn(one?.extension).find(({ url }) => url === 'content')?.valueString);
}
