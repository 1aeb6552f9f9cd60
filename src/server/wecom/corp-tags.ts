import { WecomUnreachable } from './answer.ts'
import type { WecomClient } from './client.ts'

/** A tag of the company with its group (path 92117 of developer.work.weixin.qq.com). */
export interface ListedTag {
  corpTagId: string
  name: string
  sortOrder: number
}

export interface ListedGroup {
  groupId: string
  name: string
  sortOrder: number
  tags: ListedTag[]
}

const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown) => (Array.isArray(value) ? value.map(record) : [])
/** PostgreSQL stores no NUL character. */
const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '')

function whole(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isSafeInteger(number) ? number : 0
}

const isThere = (raw: Record<string, unknown>) => raw['deleted'] !== true

function groupOf(raw: Record<string, unknown>): ListedGroup {
  const tags = list(raw['tag'])
    .filter(isThere)
    .map((tag) => ({
      corpTagId: text(tag['id']),
      name: text(tag['name']),
      sortOrder: whole(tag['order']),
    }))
  return {
    groupId: text(raw['group_id']),
    name: text(raw['group_name']),
    sortOrder: whole(raw['order']),
    tags: tags.filter(({ corpTagId, name }) => corpTagId !== '' && name !== ''),
  }
}

/** All groups with their tags; deleted ones left out. */
export async function fetchCorpTags(client: WecomClient): Promise<ListedGroup[]> {
  const answer = await client.post('externalcontact/get_corp_tag_list', {})
  if (!Array.isArray(answer['tag_group'])) throw new WecomUnreachable('WeCom told no list of corp tags')
  return list(answer['tag_group'])
    .filter(isThere)
    .map(groupOf)
    .filter(({ groupId }) => groupId !== '')
}

/**
 * Makes a tag in the group of this name, which is made with it when there is none (`isGroupMade`: both are of the same
 * second). A name that is there is 40071.
 */
export async function addCorpTag(
  client: WecomClient,
  { groupName, name }: { groupName: string; name: string },
): Promise<ListedGroup & { isGroupMade: boolean }> {
  const body = { group_name: groupName, tag: [{ name }] }
  const raw = record((await client.post('externalcontact/add_corp_tag', body))['tag_group'])
  const group = groupOf(raw)
  if (group.groupId === '' || group.tags.length === 0) throw new WecomUnreachable('WeCom told no corp tag')
  const madeAt = list(raw['tag']).map((tag) => tag['create_time'])
  return { ...group, isGroupMade: raw['create_time'] !== undefined && madeAt.includes(raw['create_time']) }
}

/**
 * Renames a tag or a group that this app made; others are refused. A name that another tag of the group, or another group,
 * has is 40071.
 */
export async function renameCorpTag(client: WecomClient, id: string, name: string): Promise<void> {
  await client.post('externalcontact/edit_corp_tag', { id, name })
}

/** Deletes a tag that this app made, with all its marks; its group goes with the last tag. */
export async function deleteCorpTag(client: WecomClient, corpTagId: string): Promise<void> {
  await client.post('externalcontact/del_corp_tag', { tag_id: [corpTagId] })
}

/** Gives one tag to a follower's customer or takes it off. Doing it again changes nothing. */
export async function markTag(
  client: WecomClient,
  pair: { userId: string; externalUserId: string },
  { wanted, corpTagId }: { wanted: 'add' | 'remove'; corpTagId: string },
): Promise<void> {
  await client.post('externalcontact/mark_tag', {
    userid: pair.userId,
    external_userid: pair.externalUserId,
    [wanted === 'add' ? 'add_tag' : 'remove_tag']: [corpTagId],
  })
}
