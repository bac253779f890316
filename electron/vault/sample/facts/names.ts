/**
 * Chinese names. Family names with their share in tenths of a per cent: rounded from the counts of the sixth census and
 * of the name reports of the Ministry of Public Security (the five commonest make up about 31 % of the people), and a few rarer,
 * compound and polyphonic ones, because search must cope with them. Given names are put together of characters common in
 * each generation, the commoner first. Pinyin is without tones; a test compares it with pinyin-pro.
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
  ['贾', 'Jia', 4], ['夏', 'Xia', 4], ['钟', 'Zhong', 4], ['汪', 'Wang', 4], ['范', 'Fan', 4], ['金', 'Jin', 3.5],
  ['石', 'Shi', 3.5], ['廖', 'Liao', 3.4], ['韦', 'Wei', 3], ['付', 'Fu', 3], ['方', 'Fang', 3], ['白', 'Bai', 3],
  ['邹', 'Zou', 3], ['孟', 'Meng', 3], ['熊', 'Xiong', 3], ['秦', 'Qin', 3], ['邱', 'Qiu', 3], ['江', 'Jiang', 3],
  ['尹', 'Yin', 2.7], ['薛', 'Xue', 2.7], ['闫', 'Yan', 2.6], ['段', 'Duan', 2.5], ['雷', 'Lei', 2.5],
  ['侯', 'Hou', 2.4], ['龙', 'Long', 2.3], ['史', 'Shi', 2.2], ['陶', 'Tao', 2.1], ['黎', 'Li', 2.1],
  ['贺', 'He', 2], ['顾', 'Gu', 2], ['毛', 'Mao', 2], ['郝', 'Hao', 2], ['龚', 'Gong', 2], ['邵', 'Shao', 2],
  ['万', 'Wan', 2], ['钱', 'Qian', 2], ['严', 'Yan', 1.9], ['武', 'Wu', 1.8], ['戴', 'Dai', 1.8], ['莫', 'Mo', 1.7],
  ['孔', 'Kong', 1.6], ['向', 'Xiang', 1.6], ['汤', 'Tang', 1.6],
  ['任', 'Ren', 3], ['沈', 'Shen', 3], ['姚', 'Yao', 3], ['卢', 'Lu', 3], ['姜', 'Jiang', 3], ['崔', 'Cui', 3],
  ['单', 'Shan', 1], ['仇', 'Qiu', 1], ['欧阳', 'Ouyang', 1], ['司马', 'Sima', 1], ['诸葛', 'Zhuge', 1],
  ['上官', 'Shangguan', 1],
];

type Syllables = readonly (readonly [string, string])[];

/** `国guo 建jian` as pairs of character and syllable. */
const read = (table: string): Syllables => table.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)] as const);

/** Given names of two characters take one of each list; of one character, one of the second. */
export const CHINESE_GIVEN: Readonly<Record<Sex, Readonly<Record<Era, readonly [Syllables, Syllables]>>>> = {
  male: {
    old: [
      read(
        '建jian 国guo 志zhi 德de 永yong 文wen 振zhen 光guang 玉yu 金jin 世shi 庆qing 家jia 长chang 明ming 福fu 耀yao 宗zong',
      ),
      read(
        '国guo 明ming 华hua 军jun 平ping 福fu 山shan 民min 生sheng 海hai 林lin 贵gui 荣rong 祥xiang 义yi 才cai 良liang 清qing 成cheng 安an',
      ),
    ],
    middle: [
      read(
        '志zhi 晓xiao 海hai 永yong 建jian 俊jun 立li 少shao 文wen 小xiao 向xiang 振zhen 春chun 新xin 宏hong 卫wei 东dong 学xue',
      ),
      read(
        '伟wei 强qiang 磊lei 军jun 勇yong 杰jie 涛tao 波bo 辉hui 斌bin 鹏peng 飞fei 超chao 刚gang 平ping 峰feng 东dong 亮liang 龙long 林lin 毅yi 华hua',
      ),
    ],
    young: [
      read(
        '子zi 浩hao 宇yu 俊jun 梓zi 一yi 嘉jia 思si 天tian 雨yu 明ming 晨chen 沐mu 奕yi 瑞rui 皓hao 泽ze 文wen 睿rui 家jia',
      ),
      read(
        '轩xuan 然ran 泽ze 涵han 宸chen 睿rui 博bo 航hang 阳yang 诺nuo 宇yu 辰chen 豪hao 杰jie 翔xiang 霖lin 熙xi 鑫xin 凯kai 烨ye 恒heng 希xi',
      ),
    ],
  },
  female: {
    old: [
      read(
        '秀xiu 桂gui 玉yu 淑shu 凤feng 春chun 素su 翠cui 月yue 美mei 金jin 惠hui 兰lan 爱ai 雪xue 彩cai 瑞rui 文wen',
      ),
      read(
        '英ying 兰lan 珍zhen 芳fang 华hua 梅mei 荣rong 琴qin 云yun 香xiang 花hua 莲lian 霞xia 芬fen 清qing 娥e 芝zhi 贞zhen 凤feng 仙xian',
      ),
    ],
    middle: [
      read(
        '丽li 晓xiao 雪xue 海hai 美mei 红hong 小xiao 燕yan 春chun 秀xiu 文wen 玉yu 建jian 爱ai 志zhi 亚ya 淑shu 艳yan',
      ),
      read(
        '娟juan 敏min 静jing 丽li 艳yan 霞xia 燕yan 玲ling 娜na 萍ping 红hong 洁jie 芳fang 梅mei 琴qin 莉li 英ying 云yun 芬fen 蓉rong 慧hui 莹ying',
      ),
    ],
    young: [
      read(
        '欣xin 梓zi 诗shi 雨yu 可ke 思si 佳jia 语yu 若ruo 子zi 一yi 嘉jia 雅ya 依yi 梦meng 心xin 紫zi 书shu 清qing 静jing',
      ),
      read(
        '涵han 怡yi 萱xuan 妍yan 彤tong 琪qi 婷ting 宁ning 汐xi 桐tong 诺nuo 悦yue 瑶yao 琳lin 颖ying 馨xin 雯wen 菲fei 晴qing 玥yue 昕xin 蕊rui',
      ),
    ],
  },
};
