import { pickOne, type Random } from './random.ts'

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'] as [
  string,
  ...string[],
]
const womenFirst = [...'雨思梦佳欣晓婉若语清书诗静慧雅怡紫芷可亦安念初夏'] as [string, ...string[]]
const womenSecond = [...'涵彤琪妍瑶菲萱茜璐蓉琳悦宁岚瑾珊莹然溪桐禾晴露'] as [string, ...string[]]
const menFirst = [...'子浩宇泽俊明志文嘉一'] as [string, ...string[]]
const menSecond = [...'轩航然博辰恒睿远帆铭'] as [string, ...string[]]

/** An invented full name: surname and two characters. */
export function inventedName(random: Random, gender: 0 | 1 | 2): string {
  const first = gender === 1 ? menFirst : womenFirst
  const second = gender === 1 ? menSecond : womenSecond
  return pickOne(random, surnames) + pickOne(random, first) + pickOne(random, second)
}
