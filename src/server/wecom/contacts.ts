import type { WecomClient } from './client.ts'

/** An external contact with all who follow them, as WeCom tells it (wecom.md 5.2); missing and empty fields are alike. */
export interface ExternalContact {
  externalUserId: string
  name: string
  avatar: string | null
  type: number
  gender: number
  unionId: string | null
  follows: ContactFollow[]
}

export interface ContactFollow {
  userId: string
  remark: string
  description: string
  followedAt: number
  addWay: number
  state: string
  tags: { name: string; groupName: string; tagId: string | null; isPersonal: boolean }[]
}

const personalTag = 2
const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown) => (Array.isArray(value) ? value.map(record) : [])
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown) => (text(value) === '' ? null : text(value))

function followOf(raw: Record<string, unknown>): ContactFollow {
  return {
    userId: text(raw['userid']),
    remark: text(raw['remark']).trim(),
    description: text(raw['description']).trim(),
    followedAt: Number(raw['createtime'] ?? 0) * 1000,
    addWay: Number(raw['add_way'] ?? 0),
    state: text(raw['state']),
    tags: list(raw['tags']).map((tag) => ({
      name: text(tag['tag_name']),
      groupName: text(tag['group_name']),
      tagId: textOrNull(tag['tag_id']),
      isPersonal: Number(tag['type']) === personalTag,
    })),
  }
}

/** Reads one contact; more than 500 followers come in pages. */
export async function fetchContact(client: WecomClient, externalUserId: string): Promise<ExternalContact> {
  const follows: ContactFollow[] = []
  let contact: Record<string, unknown> = {}
  let cursor = ''
  do {
    const query = { external_userid: externalUserId, ...(cursor === '' ? {} : { cursor }) }
    const answer = await client.get('externalcontact/get', query)
    contact = { ...contact, ...record(answer['external_contact']) }
    follows.push(...list(answer['follow_user']).map(followOf))
    cursor = text(answer['next_cursor'])
  } while (cursor !== '')
  return {
    externalUserId,
    name: text(contact['name']),
    avatar: textOrNull(contact['avatar'])?.replace(/^http:/, 'https:') ?? null,
    type: Number(contact['type'] ?? 1),
    gender: Number(contact['gender'] ?? 0),
    unionId: textOrNull(contact['unionid']),
    follows,
  }
}
