import { inventedName } from './names.ts'
import { notableAt, type NotableKey } from './notable.ts'
import { pickOne, randomOf, wholeBetween, type Random } from './random.ts'

export const skins = ['油皮', '干皮', '混油', '混干', '敏感肌'] as const
export const sources = ['门店扫码', '小红书', '老客介绍', '直播间', '包裹卡'] as const
export const favourites = ['精华', '面膜', '洁面', '防晒', '彩妆', '美容仪'] as const
const situations = ['宝妈', '学生', '上班族', '备婚', '爱运动', '常出差'] as const

/** How somebody deals with the shop; the store's rows are made to fit. */
export type Habit = 'none' | 'browsing' | 'choosing' | 'once' | 'repeating' | 'loyal' | 'lapsed'

export interface Persona {
  index: number
  notable: NotableKey | null
  name: string
  gender: 0 | 1 | 2
  skin: (typeof skins)[number]
  situation: (typeof situations)[number] | null
  source: (typeof sources)[number]
  favourite: (typeof favourites)[number]
  habit: Habit
  basket: 'small' | 'middle' | 'large'
  /** Whole days since the first advisor added them. */
  addedDaysAgo: number
  /** Places in the list of advisors: the owner, and a second one where there is one. */
  advisors: number[]
  /** MM-DD. */
  birthday: string
}

const habitShares: [Habit, number][] = [
  ['none', 0.04],
  ['browsing', 0.05],
  ['choosing', 0.04],
  ['once', 0.28],
  ['repeating', 0.31],
  ['loyal', 0.2],
  ['lapsed', 0.08],
]

function habitOf(random: Random): Habit {
  let left = random()
  for (const [habit, share] of habitShares) {
    left -= share
    if (left < 0) return habit
  }
  return 'once'
}

function addedDaysAgoOf(random: Random): number {
  const draw = random()
  if (draw < 0.05) return wholeBetween(random, 0, 7)
  return draw < 0.17 ? wholeBetween(random, 8, 30) : wholeBetween(random, 31, 420)
}

function advisorsOf(random: Random, notable: NotableKey | null): number[] {
  const owner = wholeBetween(random, 0, 4)
  const second = (owner + wholeBetween(random, 1, 4)) % 5
  const isShared = random() < 0.08
  if (notable === 'foreign') return [1]
  if (notable === 'shared') return [0, 2]
  if (notable !== null) return [0]
  return isShared ? [owner, second] : [owner]
}

const birthday = (random: Random) =>
  `${String(wholeBetween(random, 1, 12)).padStart(2, '0')}-${String(wholeBetween(random, 1, 28)).padStart(2, '0')}`

/** Who stands at this place of the list; always the same person. */
export function personaOf(index: number): Persona {
  const random = randomOf('persona', index)
  const story = notableAt(index)
  const notable = story?.key ?? null
  const draw = random()
  const gender = notable !== null || draw < 0.86 ? 2 : draw < 0.95 ? 1 : 0
  const inventedFor = inventedName(random, gender)
  const persona: Persona = {
    index,
    notable,
    name: story?.name ?? inventedFor,
    gender,
    skin: pickOne(random, skins),
    situation: random() < 0.6 ? pickOne(random, situations) : null,
    source: pickOne(random, sources),
    favourite: pickOne(random, favourites),
    habit: habitOf(random),
    basket: pickOne(random, ['small', 'small', 'middle', 'middle', 'large']),
    addedDaysAgo: addedDaysAgoOf(random),
    advisors: advisorsOf(random, notable),
    birthday: birthday(random),
  }
  return story
    ? { ...persona, addedDaysAgo: story.addedDaysAgo, skin: skinIn(story.remark) ?? persona.skin }
    : persona
}

function skinIn(remark: string): Persona['skin'] | undefined {
  return skins.find((skin) => remark.includes(skin))
}
