/**
 * English names. Family names with how many of 100,000 people have them: rounded from the United States Census Bureau's
 * "Frequently Occurring Surnames from the 2010 Census" (public domain); a few rare ones with a hyphen, an apostrophe, an accent or
 * two words, because search must cope with them. Given names: common ones of each generation, the commoner first.
 */
import type { Era, Sex } from '../types.ts';

// biome-ignore format: a table
export const ENGLISH_FAMILY: readonly (readonly [name: string, weight: number])[] = [
  ['Smith', 828], ['Johnson', 655], ['Williams', 551], ['Brown', 487], ['Jones', 483], ['Garcia', 395], ['Miller', 394],
  ['Davis', 378], ['Rodriguez', 371], ['Martinez', 359], ['Hernandez', 354], ['Lopez', 297], ['Gonzalez', 285],
  ['Wilson', 272], ['Anderson', 266], ['Thomas', 256], ['Taylor', 255], ['Moore', 246], ['Jackson', 240],
  ['Martin', 238], ['Lee', 235], ['Perez', 231], ['Thompson', 225], ['White', 224], ['Harris', 212], ['Sanchez', 208],
  ['Clark', 191], ['Ramirez', 189], ['Lewis', 180], ['Robinson', 179], ['Walker', 177], ['Young', 164], ['Allen', 164],
  ['King', 158], ['Wright', 156], ['Scott', 149], ['Torres', 148], ['Nguyen', 148], ['Hill', 147], ['Flores', 146],
  ['Green', 146], ['Adams', 145], ['Nelson', 144], ['Baker', 142], ['Hall', 138], ['Rivera', 133], ['Campbell', 131],
  ['Mitchell', 130], ['Carter', 128], ['Roberts', 128], ['Phillips', 122], ['Evans', 121], ['Turner', 118],
  ['Parker', 112], ['Collins', 112], ['Edwards', 112], ['Stewart', 110], ['Morris', 108], ['Murphy', 105],
  ['Cook', 102], ['Rogers', 102], ['Morgan', 97], ['Cooper', 96], ['Reed', 95], ['Bailey', 94], ['Bell', 93],
  ['Kelly', 91], ['Ward', 88], ['Cox', 88], ['Richardson', 88], ['Wood', 85], ['Watson', 85], ['Brooks', 83],
  ['Bennett', 82], ['Gray', 81], ['Hughes', 80], ['Price', 79], ['Patel', 78], ['Myers', 77], ['Foster', 74],
  ['Russell', 70], ['Hayes', 68], ['Fisher', 62], ['Reynolds', 62], ['Ellis', 61], ['Hamilton', 61], ['Graham', 61],
  ['Chen', 58], ['Wang', 43], ['Schmidt', 43], ["O'Brien", 38], ['Singh', 25], ['Khan', 23], ['Kowalski', 13],
  ['Fernandez', 9], ['Müller', 5], ['Novák', 5], ['Smith-Jones', 5], ['de Souza', 5], ['van der Berg', 5],
];

// biome-ignore format: a table
export const ENGLISH_GIVEN: Readonly<Record<Sex, Readonly<Record<Era, readonly string[]>>>> = {
  male: {
    old: [
      'James', 'Robert', 'John', 'William', 'Richard', 'David', 'Charles', 'Thomas', 'Donald', 'George', 'Ronald',
      'Kenneth', 'Edward', 'Larry', 'Frank', 'Raymond', 'Roger', 'Walter', 'Peter', 'Roy', 'Albert', 'Ernest',
    ],
    middle: [
      'Michael', 'David', 'Christopher', 'James', 'John', 'Robert', 'Brian', 'Mark', 'Steven', 'Paul', 'Jason', 'Kevin',
      'Jeffrey', 'Timothy', 'Andrew', 'Stephen', 'Matthew', 'Gregory', 'Sean', 'Patrick', 'Simon', 'Neil', 'Ian',
    ],
    young: [
      'Jacob', 'Michael', 'Ethan', 'Noah', 'Liam', 'Joshua', 'Matthew', 'Daniel', 'Alexander', 'William', 'Oliver',
      'Lucas', 'Logan', 'Benjamin', 'Elijah', 'Jack', 'Dylan', 'Leo', 'Oscar', 'Mohammed', 'Arthur', 'José',
    ],
  },
  female: {
    old: [
      'Mary', 'Barbara', 'Patricia', 'Carol', 'Betty', 'Nancy', 'Dorothy', 'Margaret', 'Shirley', 'Judith', 'Joan',
      'Ruth', 'Helen', 'Jean', 'Doris', 'Frances', 'Evelyn', 'Irene', 'Sheila', 'Brenda', 'Audrey',
    ],
    middle: [
      'Jennifer', 'Lisa', 'Michelle', 'Kimberly', 'Amy', 'Susan', 'Karen', 'Angela', 'Melissa', 'Laura', 'Sarah',
      'Stephanie', 'Nicole', 'Elizabeth', 'Catherine', 'Rachel', 'Emma', 'Helen', 'Claire', 'Joanne', 'Alison', 'Nicola',
    ],
    young: [
      'Emma', 'Emily', 'Olivia', 'Madison', 'Abigail', 'Isabella', 'Hannah', 'Sophia', 'Ava', 'Grace', 'Chloe', 'Mia',
      'Ella', 'Amelia', 'Lily', 'Natalie', 'Sophie', 'Isla', 'Freya', 'Zoë', 'Aisha', 'Katherine',
    ],
  },
};
