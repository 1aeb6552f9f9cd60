import { WecomUnreachable } from './answer.ts'
import type { WecomClient } from './client.ts'

/** An external contact, as path 92114 of developer.work.weixin.qq.com tells it; missing and empty fields are alike. */
export interface ContactProfile {
  externalUserId: string
  name: string
  avatar: string | null
  /** 1 a WeChat user, 2 a WeCom user. */
  type: number
  gender: number
  unionId: string | null
  /** Of a WeCom user. */
  corpName: string | null
}

/** With all who follow them. */
export interface ExternalContact extends ContactProfile {
  follows: ContactFollow[]
}

export interface FollowEntry {
  userId: string
  remark: string
  description: string
  followedAt: number
  addWay: number
  state: string
}

export interface ContactFollow extends FollowEntry {
  tags: ContactTag[]
}

export interface ContactTag {
  name: string
  groupName: string
  tagId: string | null
  isPersonal: boolean
}

/** A member's customer in a list: only this member's entry, its tags by id and without the personal ones. */
export interface ListedContact {
  contact: ContactProfile
  follow: FollowEntry
  tagIds: string[]
}

export interface ContactPage {
  contacts: ListedContact[]
  /** '' = the last page. */
  nextCursor: string
  unlicensedUserIds: string[]
}

/** The most members one call may name, and the most contacts it answers. */
export const membersAtOnce = 100
const pageLimit = 100
const personalTag = 2
const wecomUser = 2
const secondMs = 1000

const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown) => (Array.isArray(value) ? value.map(record) : [])
/** PostgreSQL stores no NUL character. */
const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '')
const textOrNull = (value: unknown) => (text(value) === '' ? null : text(value))
const texts = (value: unknown) =>
  Array.isArray(value) ? value.map(text).filter((entry) => entry !== '') : []

function whole(value: unknown, otherwise: number): number {
  const number = Number(value ?? otherwise)
  return Number.isSafeInteger(number) ? number : otherwise
}

function profileOf(externalUserId: string, raw: Record<string, unknown>): ContactProfile {
  const type = whole(raw['type'], 1)
  return {
    externalUserId,
    name: text(raw['name']).trim(),
    avatar: textOrNull(raw['avatar'])?.replace(/^http:/, 'https:') ?? null,
    type,
    gender: whole(raw['gender'], 0),
    unionId: textOrNull(raw['unionid']),
    corpName: type === wecomUser ? textOrNull(raw['corp_name']) : null,
  }
}

function entryOf(raw: Record<string, unknown>): FollowEntry {
  return {
    userId: text(raw['userid']),
    remark: text(raw['remark']).trim(),
    description: text(raw['description']).trim(),
    followedAt: whole(raw['createtime'], 0) * secondMs,
    addWay: whole(raw['add_way'], 0),
    state: text(raw['state']),
  }
}

function followOf(raw: Record<string, unknown>): ContactFollow {
  const tags = list(raw['tags']).map((tag) => ({
    name: text(tag['tag_name']),
    groupName: text(tag['group_name']),
    tagId: textOrNull(tag['tag_id']),
    isPersonal: whole(tag['type'], 1) === personalTag,
  }))
  return { ...entryOf(raw), tags: tags.filter(({ name }) => name !== '') }
}

/**
 * Reads one contact; more than 500 followers come in pages. Nobody following is no answer: WeCom refuses those whom nobody
 * in its visible range follows (84061, 40096).
 */
export async function fetchContact(client: WecomClient, externalUserId: string): Promise<ExternalContact> {
  const follows: ContactFollow[] = []
  let contact: Record<string, unknown> = {}
  let cursor = ''
  do {
    const query = { external_userid: externalUserId, ...(cursor === '' ? {} : { cursor }) }
    const answer = await client.get('externalcontact/get', query)
    contact = { ...contact, ...record(answer['external_contact']) }
    const followers = list(answer['follow_user']).map(followOf)
    follows.push(...followers.filter(({ userId }) => userId !== ''))
    cursor = text(answer['next_cursor'])
  } while (cursor !== '')
  if (follows.length === 0) throw new WecomUnreachable('WeCom told no followers of a contact')
  return { ...profileOf(externalUserId, contact), follows }
}

/** Members who may have customers. */
export async function fetchFollowUsers(client: WecomClient): Promise<string[]> {
  return texts((await client.get('externalcontact/get_follow_user_list'))['follow_user'])
}

/** One page of the customers of up to a hundred members. */
export async function fetchContactPage(
  client: WecomClient,
  { userIds, cursor }: { userIds: readonly string[]; cursor: string },
): Promise<ContactPage> {
  const body = { userid_list: userIds, cursor, limit: pageLimit }
  const answer = await client.post('externalcontact/batch/get_by_user', body)
  const contacts = list(answer['external_contact_list']).map((entry) => {
    const contact = record(entry['external_contact'])
    const follow = record(entry['follow_info'])
    return {
      contact: profileOf(text(contact['external_userid']), contact),
      follow: entryOf(follow),
      tagIds: texts(follow['tag_id']),
    }
  })
  return {
    contacts: contacts.filter(({ contact, follow }) => contact.externalUserId !== '' && follow.userId !== ''),
    nextCursor: text(answer['next_cursor']),
    unlicensedUserIds: texts(record(answer['fail_info'])['unlicensed_userid_list']),
  }
}
