import type { WorldContact, WorldFollow } from '../world.ts'
import { avatarOf } from './avatar.ts'
import { advisorUserIds } from './members.ts'
import { contactCount, externalUserIdOf, notableAt } from './notable.ts'
import { personaOf, type Persona } from './persona.ts'
import { lettersOf, randomOf, wholeBetween } from './random.ts'
import { corpTagId } from './tag-groups.ts'

const daySeconds = 86_400
/** The simulated company keeps the time of Beijing, which knows no daylight saving. */
const zoneSeconds = 8 * 3600

const addWays: Record<Persona['source'], number> = {
  门店扫码: 1,
  小红书: 1,
  老客介绍: 3,
  直播间: 1,
  包裹卡: 1,
}
const states: Record<Persona['source'], string> = {
  门店扫码: 'store-door',
  小红书: 'xhs-guide',
  老客介绍: '',
  直播间: 'live',
  包裹卡: 'parcel',
}

/** An instant of the given day in opening hours; of today one before now. */
function addedAtSeconds(nowSeconds: number, daysAgo: number, secondOfDay: number): number {
  const midnight = Math.floor((nowSeconds + zoneSeconds) / daySeconds) * daySeconds - zoneSeconds
  if (daysAgo === 0) return Math.max(midnight, nowSeconds - 1500)
  return midnight - daysAgo * daySeconds + secondOfDay
}

/** As advisors write: 「李悦 油皮 宝妈」; every sixth customer has none. */
function remarkOf(persona: Persona): string {
  const story = notableAt(persona.index)
  if (story) return story.remark
  if (persona.index % 6 === 0) return ''
  return [persona.name, persona.skin, persona.situation].filter((part) => part !== null).join(' ')
}

function nicknameOf({ index, name, notable }: Persona): string {
  if (notable !== null || index % 3 !== 0) return name
  return index % 2 === 0 ? `小${name.slice(-1)}` : `${name.slice(-1)}${name.slice(-1)}`
}

function followsOf(persona: Persona, nowSeconds: number): WorldFollow[] {
  const random = randomOf('follow', persona.index)
  return persona.advisors.map((advisor, place) => {
    const daysAgo = Math.max(0, persona.addedDaysAgo - place * wholeBetween(random, 1, 20))
    const isKnown = persona.notable !== 'newcomer'
    const names = [
      persona.source,
      ...(random() < 0.7 ? [persona.skin] : []),
      ...(random() < 0.3 ? ['意向一般'] : []),
    ]
    return {
      userId: advisorUserIds[advisor] ?? advisorUserIds[0],
      remark: place === 0 ? remarkOf(persona) : persona.name,
      description: '',
      createdAtSeconds: addedAtSeconds(nowSeconds, daysAgo, wholeBetween(random, 36_000, 75_000)),
      tagIds: isKnown ? names.flatMap((name) => corpTagId(name) ?? []) : [],
      personalTags: isKnown && random() < 0.15 ? ['回复快'] : [],
      addWay: addWays[persona.source],
      state: states[persona.source],
    }
  })
}

function contactOf(index: number, nowSeconds: number): WorldContact {
  const persona = personaOf(index)
  const type = persona.notable === null && index % 37 === 0 ? 2 : 1
  const name = nicknameOf(persona)
  const unionId = `oZ${lettersOf(randomOf('union', index), 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789', 26)}`
  return {
    externalUserId: externalUserIdOf(index),
    name,
    avatar: avatarOf(name.slice(0, 1), index),
    type,
    gender: persona.gender,
    ...(type === 1 ? { unionId } : {}),
    follows: followsOf(persona, nowSeconds),
  }
}

/** Everybody, the notable people first. */
export function demoContacts(nowMs: number): WorldContact[] {
  const nowSeconds = Math.floor(nowMs / 1000)
  return Array.from({ length: contactCount }, (_, index) => contactOf(index, nowSeconds))
}
