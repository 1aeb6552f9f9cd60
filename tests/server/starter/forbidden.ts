/** Absolutes, claims of effect, watched feelings and pressure beyond the product's own list. */
const words = [
  '最佳',
  '最好',
  '第一',
  '唯一',
  '顶级',
  '绝对',
  '保证',
  '永久',
  '100%',
  '百分百',
  '祛斑',
  '美白',
  '治疗',
  '修复',
  '抗衰',
  '抗皱',
  '根治',
  '不反弹',
  '检测到',
  '仅剩',
  '最后',
  '手慢无',
  '抢光',
  '限量',
  '马上涨价',
]

export function forbiddenIn(text: string): string[] {
  return words.filter((word) => text.includes(word))
}
