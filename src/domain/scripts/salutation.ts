const titles = '(?:姐姐|姐|哥哥|哥|妹妹|妹|女士|先生|小姐|老师|阿姨|叔叔|总|太太|医生)'
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文陳楊趙黃吳孫馬羅鄭謝韓馮蕭許呂蘇盧蔣賈葉閻鍾譚鄒熊陸龍萬錢湯龔'
const compoundSurnames = '(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|歐陽|諸葛)'

const titled = new RegExp(
  `^(?:[^胖懒丑老大穷抠凶刁疯肥]|([^大小老])\\1|[${surnames}]\\p{Script=Han}|[阿小]\\p{Script=Han})${titles}$`,
  'u',
)
const fullName = new RegExp(
  `^(?:[${surnames}]\\p{Script=Han}{1,2}|${compoundSurnames}\\p{Script=Han}{1,2})$`,
  'u',
)
const familiar = new RegExp(`^(?:阿\\p{Script=Han}|小[${surnames}])$`, 'u')
const latinName = /^[A-Z][a-z]{1,11}$/

/** Words of an advisor's notes: a token with one of them describes the customer and is no name. */
const noteWords =
  /[客单單会會员員皮妈媽爸粉店买買购購券价價肌肤膚油混孕卡级級商区區路號号部装裝]|敏感|宝宝|宝贝|黄金|白金|黃金|高端|高冷|高贵|小气|黄牛|金额|同事|朋友|老板|公司|品牌|代理/u

function nameIn(token: string): string | null {
  const name = token.replace(/^[A-Za-z]+(?=\p{Script=Han})/u, '')
  if (titled.test(name) && !noteWords.test(name)) return name
  if ((fullName.test(name) || familiar.test(name)) && !noteWords.test(name)) return name
  return latinName.test(token) ? token : null
}

/**
 * How to address the customer, from the advisor's remark; 您 when no name is recognised. Only a token that looks like a
 * name is used (a title 姐/女士/总 …, a Chinese name of two to four characters, a capitalised Latin name): skin types,
 * stores, tags, phone digits and emoji of the remark are for advisors and never reach the customer.
 */
export function salutation(remark: string | null | undefined): string {
  const tokens = (remark ?? '')
    .normalize('NFKC')
    .split(/[^\p{Script=Han}A-Za-z]+/u)
    .filter((token) => token !== '')
  for (const token of tokens) {
    const name = nameIn(token)
    if (name !== null) return name
  }
  return '您'
}
