import type { ShippedView } from '../../../../../shared/bridge/views.ts';

export const patients: ShippedView = {
  name: 'patients',
  title: { en: 'Patients', 'zh-CN': '患者' },
  definition: {
    resourceType: 'ViewDefinition',
    url: 'https://xinglin.example/fhir/ViewDefinition/patients',
    name: 'patients',
    title: 'Patients',
    status: 'active',
    fhirVersion: ['4.0.1'],
    resource: 'Patient',
    select: [
      {
        column: [
          { name: 'id', path: 'getResourceKey()', type: 'id' },
          { name: 'active', path: 'active', type: 'boolean' },
          { name: 'family', path: "name.where(use.empty() or use != 'old').first().family", type: 'string' },
          { name: 'given', path: "name.where(use.empty() or use != 'old').first().given.join(' ')", type: 'string' },
          { name: 'name_text', path: "name.where(use.empty() or use != 'old').first().text", type: 'string' },
          { name: 'gender', path: 'gender', type: 'code' },
          { name: 'birth_date', path: 'birthDate', type: 'date' },
          {
            name: 'deceased',
            path: 'deceased.ofType(boolean).where($this).exists() or deceased.ofType(dateTime).exists()',
            type: 'boolean',
          },
          { name: 'deceased_at', path: 'deceased.ofType(dateTime)', type: 'dateTime' },
          { name: 'city', path: 'address.first().city', type: 'string' },
          { name: 'phone', path: "telecom.where(system = 'phone').first().value", type: 'string' },
        ],
      },
    ],
  },
};
