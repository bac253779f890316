/**
 * Names. Chinese family names: the commonest of the published counts (their order is a fact; the weights are rounded),
 * and a few rarer, compound and polyphonic ones, because search must cope with them. Given names are put together of
 * characters common in each generation. English names: common ones of the 20th century. Pinyin is without tones; a test
 * compares it with pinyin-pro.
 */
import type { Era, Sex } from '../types.ts';

/** Characters, pinyin, weight. */
// biome-ignore format: a table
export const CHINESE_FAMILY: readonly (readonly [string, string, number])[] = [
  ['王', 'Wang', 72], ['李', 'Li', 71], ['张', 'Zhang', 68], ['刘', 'Liu', 54], ['陈', 'Chen', 45], ['杨', 'Yang', 31],
  ['黄', 'Huang', 22], ['赵', 'Zhao', 21], ['吴', 'Wu', 20], ['周', 'Zhou', 19], ['徐', 'Xu', 15], ['孙', 'Sun', 15],
  ['马', 'Ma', 13], ['朱', 'Zhu', 13], ['胡', 'Hu', 12], ['郭', 'Guo', 12], ['何', 'He', 12], ['林', 'Lin', 11],
  ['高', 'Gao', 10], ['罗', 'Luo', 10], ['郑', 'Zheng', 9], ['梁', 'Liang', 9], ['谢', 'Xie', 8], ['宋', 'Song', 7],
  ['唐', 'Tang', 7], ['许', 'Xu', 7], ['韩', 'Han', 7], ['邓', 'Deng', 6], ['冯', 'Feng', 6], ['曹', 'Cao', 6],
  ['彭', 'Peng', 6], ['曾', 'Zeng', 6], ['肖', 'Xiao', 5], ['田', 'Tian', 5], ['董', 'Dong', 5], ['潘', 'Pan', 5],
  ['袁', 'Yuan', 4], ['蔡', 'Cai', 4], ['蒋', 'Jiang', 4], ['余', 'Yu', 4], ['于', 'Yu', 4], ['杜', 'Du', 4],
  ['叶', 'Ye', 4], ['程', 'Cheng', 4], ['魏', 'Wei', 4], ['苏', 'Su', 4], ['吕', 'Lü', 4], ['丁', 'Ding', 4],
  ['任', 'Ren', 3], ['沈', 'Shen', 3], ['姚', 'Yao', 3], ['卢', 'Lu', 3], ['姜', 'Jiang', 3], ['崔', 'Cui', 3],
  ['单', 'Shan', 1], ['仇', 'Qiu', 1], ['欧阳', 'Ouyang', 1], ['司马', 'Sima', 1], ['诸葛', 'Zhuge', 1],
  ['上官', 'Shangguan', 1],
];

type Syllables = readonly (readonly [string, string])[];

/** Given names of two characters take one of each list; of one character, one of the second. */
// biome-ignore format: a table
export const CHINESE_GIVEN: Readonly<Record<Sex, Readonly<Record<Era, readonly [Syllables, Syllables]>>>> = {
  male: {
    old: [
      [
        ['建', 'jian'], ['国', 'guo'], ['志', 'zhi'], ['德', 'de'], ['永', 'yong'], ['文', 'wen'], ['振', 'zhen'],
        ['光', 'guang'],
      ],
      [
        ['国', 'guo'], ['明', 'ming'], ['华', 'hua'], ['军', 'jun'], ['平', 'ping'], ['福', 'fu'], ['山', 'shan'],
        ['民', 'min'], ['生', 'sheng'], ['海', 'hai'],
      ],
    ],
    middle: [
      [
        ['志', 'zhi'], ['晓', 'xiao'], ['海', 'hai'], ['永', 'yong'], ['建', 'jian'], ['俊', 'jun'], ['立', 'li'],
        ['少', 'shao'],
      ],
      [
        ['伟', 'wei'], ['强', 'qiang'], ['磊', 'lei'], ['军', 'jun'], ['勇', 'yong'], ['杰', 'jie'], ['涛', 'tao'],
        ['波', 'bo'], ['辉', 'hui'], ['斌', 'bin'], ['鹏', 'peng'], ['飞', 'fei'],
      ],
    ],
    young: [
      [
        ['子', 'zi'], ['浩', 'hao'], ['宇', 'yu'], ['俊', 'jun'], ['梓', 'zi'], ['一', 'yi'], ['嘉', 'jia'], ['思', 'si'],
        ['天', 'tian'],
      ],
      [
        ['轩', 'xuan'], ['然', 'ran'], ['泽', 'ze'], ['涵', 'han'], ['宸', 'chen'], ['睿', 'rui'], ['博', 'bo'],
        ['航', 'hang'], ['阳', 'yang'], ['诺', 'nuo'],
      ],
    ],
  },
  female: {
    old: [
      [
        ['秀', 'xiu'], ['桂', 'gui'], ['玉', 'yu'], ['淑', 'shu'], ['凤', 'feng'], ['春', 'chun'], ['素', 'su'],
        ['翠', 'cui'],
      ],
      [
        ['英', 'ying'], ['兰', 'lan'], ['珍', 'zhen'], ['芳', 'fang'], ['华', 'hua'], ['梅', 'mei'], ['荣', 'rong'],
        ['琴', 'qin'], ['云', 'yun'], ['香', 'xiang'],
      ],
    ],
    middle: [
      [
        ['丽', 'li'], ['晓', 'xiao'], ['雪', 'xue'], ['海', 'hai'], ['美', 'mei'], ['红', 'hong'], ['小', 'xiao'],
        ['燕', 'yan'],
      ],
      [
        ['娟', 'juan'], ['敏', 'min'], ['静', 'jing'], ['丽', 'li'], ['艳', 'yan'], ['霞', 'xia'], ['燕', 'yan'],
        ['玲', 'ling'], ['娜', 'na'], ['萍', 'ping'], ['红', 'hong'], ['洁', 'jie'],
      ],
    ],
    young: [
      [
        ['欣', 'xin'], ['梓', 'zi'], ['诗', 'shi'], ['雨', 'yu'], ['可', 'ke'], ['思', 'si'], ['佳', 'jia'], ['语', 'yu'],
        ['若', 'ruo'],
      ],
      [
        ['涵', 'han'], ['怡', 'yi'], ['萱', 'xuan'], ['妍', 'yan'], ['彤', 'tong'], ['琪', 'qi'], ['婷', 'ting'],
        ['宁', 'ning'], ['汐', 'xi'], ['桐', 'tong'],
      ],
    ],
  },
};

// biome-ignore format: a table
export const ENGLISH_FAMILY: readonly string[] = [
  'Smith', 'Jones', 'Taylor', 'Brown', 'Williams', 'Wilson', 'Johnson', 'Davies', 'Patel', 'Robinson', 'Wright',
  'Thompson', 'Evans', 'Walker', 'White', 'Roberts', 'Green', 'Hall', 'Wood', 'Jackson', 'Clarke', 'Khan', 'Harris',
  'Lewis', 'Cooper', 'King', 'Baker', 'Morris', 'Campbell', 'Murphy', 'Kelly',
  "O'Brien",
  'Ward', 'Turner', 'Singh', 'Parker', 'Bennett', 'Gray', 'Hughes', 'Bell', 'Watson', 'Carter', 'Nguyen', 'Reid',
  'Garcia', 'Martin', 'Fernandez', 'Müller', 'Novak', 'Rossi', 'Smith-Jones', 'de Souza',
];

// biome-ignore format: a table
export const ENGLISH_GIVEN: Readonly<Record<Sex, Readonly<Record<Era, readonly string[]>>>> = {
  male: {
    old: [
      'John', 'William', 'George', 'Robert', 'Peter', 'Kenneth', 'Ronald', 'Brian', 'Alan', 'Derek', 'Roy', 'Frank',
    ],
    middle: [
      'David', 'Paul', 'Andrew', 'Mark', 'Stephen', 'Michael', 'James', 'Richard', 'Simon', 'Ian', 'Neil',
      'Christopher',
    ],
    young: [
      'Oliver', 'Jack', 'Harry', 'Noah', 'Leo', 'Thomas', 'Oscar', 'Ethan', 'Lucas', 'Arthur', 'Joshua', 'Mohammed',
    ],
  },
  female: {
    old: [
      'Margaret', 'Mary', 'Jean', 'Dorothy', 'Joan', 'Patricia', 'Sheila', 'Barbara', 'Audrey', 'Doreen', 'Brenda',
      'Irene',
    ],
    middle: [
      'Susan', 'Karen', 'Sarah', 'Nicola', 'Claire', 'Emma', 'Rachel', 'Joanne', 'Helen', 'Michelle', 'Laura',
      'Alison',
    ],
    young: ['Amelia', 'Olivia', 'Isla', 'Ava', 'Emily', 'Sophie', 'Grace', 'Freya', 'Mia', 'Chloe', 'Zoë', 'Aisha'],
  },
};
