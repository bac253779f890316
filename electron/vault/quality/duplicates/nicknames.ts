/** English given names and the short forms that share too few letters with them to be found by similarity. */

// biome-ignore format: a list to be read as one
const GROUPS = [
  'robert bob bobby rob', 'william bill billy will liam', 'elizabeth liz beth betty lisa eliza', 'margaret maggie meg peggy rita',
  'james jim jimmy jamie', 'john jack johnny', 'richard dick rick ricky', 'edward ed eddie ted ned', 'henry harry hank',
  'charles charlie chuck', 'thomas tom tommy', 'michael mike mick', 'anthony tony', 'andrew andy drew', 'katherine kate kathy katie kitty',
  'mary molly polly', 'sarah sally sadie', 'ann anne anna nancy annie', 'helen nell nellie', 'alexander alex sandy sasha',
  'joseph joe joey', 'david dave', 'daniel dan danny', 'theodore ted theo', 'patricia pat patty tricia', 'susan sue susie',
  'rebecca becky', 'deborah debbie', 'jennifer jenny', 'christopher chris kit', 'samuel sam', 'benjamin ben', 'nicholas nick',
];

const groups = new Map<string, number[]>();
GROUPS.forEach((names, group) => {
  for (const name of names.split(' ')) groups.set(name, [...(groups.get(name) ?? []), group]);
});

/** Whether both may be called by one name: Robert and Bob, Peggy and Margaret. */
export function sameNickname(a: string, b: string): boolean {
  const others = groups.get(b);
  return others !== undefined && (groups.get(a)?.some((group) => others.includes(group)) ?? false);
}
