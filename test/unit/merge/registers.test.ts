import { describe, expect, it } from 'vitest';
import { isSet, registerOf } from '../../../shared/merge/registers.ts';
import { RECORD_TYPES } from '../../../shared/records/contract.ts';

interface Frozen {
  /** Lists whose elements are registers of their own. */
  readonly sets: string;
  /** Elements that are a register by themselves. */
  readonly alone: string;
  readonly together: Readonly<Record<string, string>>;
}

/**
 * The registers of every element of FHIR R4, for each known type. Wire format: a difference here means that workstations of
 * two versions merge differently, and needs a new version of the format, not a new line in this test.
 */
const FROZEN: Readonly<Record<string, Frozen>> = {
  Patient: {
    sets: 'extension modifierExtension identifier name telecom address photo contact communication generalPractitioner link',
    alone: 'implicitRules language meta text contained active gender birthDate maritalStatus managingOrganization',
    together: {
      deceased: 'deceasedBoolean deceasedDateTime',
      multipleBirth: 'multipleBirthBoolean multipleBirthInteger',
    },
  },
  Encounter: {
    sets: 'extension modifierExtension identifier participant reasonCode reasonReference',
    alone:
      'implicitRules language meta text contained type serviceType priority subject episodeOfCare basedOn appointment period length diagnosis account hospitalization location serviceProvider partOf',
    together: {
      status: 'status statusHistory',
      class: 'class classHistory',
    },
  },
  Observation: {
    sets: 'extension modifierExtension identifier category performer note bodySite',
    alone:
      'implicitRules language meta text contained basedOn partOf status code subject focus encounter issued method specimen device hasMember derivedFrom',
    together: {
      effective: 'effectiveDateTime effectivePeriod effectiveTiming effectiveInstant',
      value:
        'valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueRange valueRatio valueSampledData valueTime valueDateTime valuePeriod dataAbsentReason interpretation referenceRange component',
    },
  },
  Condition: {
    sets: 'extension modifierExtension identifier category bodySite stage evidence note',
    alone: 'implicitRules language meta text contained severity code subject encounter recordedDate recorder asserter',
    together: {
      status:
        'clinicalStatus verificationStatus abatementDateTime abatementAge abatementPeriod abatementRange abatementString',
      onset: 'onsetDateTime onsetAge onsetPeriod onsetRange onsetString',
    },
  },
  AllergyIntolerance: {
    sets: 'extension modifierExtension identifier category note reaction',
    alone:
      'implicitRules language meta text contained type criticality code patient encounter recordedDate recorder asserter lastOccurrence',
    together: {
      status: 'clinicalStatus verificationStatus',
      onset: 'onsetDateTime onsetAge onsetPeriod onsetRange onsetString',
    },
  },
  MedicationRequest: {
    sets: 'extension modifierExtension identifier category performer reasonCode reasonReference note',
    alone:
      'implicitRules language meta text contained status statusReason intent priority doNotPerform subject encounter supportingInformation authoredOn requester performerType recorder instantiatesCanonical instantiatesUri basedOn groupIdentifier courseOfTherapyType insurance priorPrescription detectedIssue eventHistory',
    together: {
      reported: 'reportedBoolean reportedReference',
      medication: 'medicationCodeableConcept medicationReference dosageInstruction dispenseRequest substitution',
    },
  },
  MedicationStatement: {
    sets: 'extension modifierExtension identifier category reasonCode reasonReference note',
    alone:
      'implicitRules language meta text contained basedOn partOf status statusReason subject context dateAsserted informationSource derivedFrom',
    together: {
      medication: 'medicationCodeableConcept medicationReference dosage',
      effective: 'effectiveDateTime effectivePeriod',
    },
  },
  MedicationDispense: {
    sets: 'extension modifierExtension identifier category performer note',
    alone:
      'implicitRules language meta text contained partOf status subject context supportingInformation location authorizingPrescription type whenPrepared whenHandedOver destination receiver substitution detectedIssue eventHistory',
    together: {
      statusReason: 'statusReasonCodeableConcept statusReasonReference',
      medication: 'medicationCodeableConcept medicationReference quantity daysSupply dosageInstruction',
    },
  },
  Immunization: {
    sets: 'extension modifierExtension identifier performer note reasonCode reasonReference reaction protocolApplied',
    alone:
      'implicitRules language meta text contained vaccineCode patient encounter recorded primarySource reportOrigin location manufacturer lotNumber expirationDate site route doseQuantity isSubpotent subpotentReason education programEligibility fundingSource',
    together: {
      status: 'status statusReason',
      occurrence: 'occurrenceDateTime occurrenceString',
    },
  },
  Appointment: {
    sets: 'extension modifierExtension identifier reasonCode reasonReference participant',
    alone:
      'implicitRules language meta text contained cancelationReason serviceCategory serviceType specialty appointmentType priority description supportingInformation slot created comment patientInstruction basedOn requestedPeriod',
    together: {
      time: 'status start end minutesDuration',
    },
  },
};

const wordsOf = (text: string): string[] => text.split(' ');

describe('the registers of a record', () => {
  it('are frozen for every known type', () => {
    expect(Object.keys(FROZEN).sort()).toEqual([...RECORD_TYPES].sort());
  });

  it.each(Object.entries(FROZEN))('of %s are those of the first version', (type, { sets, alone, together }) => {
    const ordinary = [
      ...wordsOf(alone).map((element) => [element, element]),
      ...Object.entries(together).flatMap(([register, elements]) =>
        wordsOf(elements).map((element) => [element, register]),
      ),
    ] as [string, string][];
    expect(ordinary.map(([element]) => [element, registerOf(type, element)])).toEqual(ordinary);
    expect(ordinary.map(([element]) => registerOf(type, `_${element}`))).toEqual(
      ordinary.map(([, register]) => register),
    );
    expect(ordinary.filter(([element]) => isSet(type, element))).toEqual([]);
    expect(wordsOf(sets).filter((element) => !isSet(type, element))).toEqual([]);
  });

  it.each([...RECORD_TYPES, 'Tomorrow', 'constructor'])('of %s take nothing from what every object has', (type) => {
    for (const element of ['constructor', 'toString', '__proto__']) {
      expect([registerOf(type, element), isSet(type, element)]).toEqual([element.replace(/^_/, ''), false]);
    }
  });

  it('of an unknown type are its elements, choices as one', () => {
    expect(
      ['code', 'component', 'valueString', '_valueString'].map((element) => registerOf('Tomorrow', element)),
    ).toEqual(['code', 'component', 'value', 'value']);
    expect(isSet('Tomorrow', 'note')).toBe(true);
  });
});
