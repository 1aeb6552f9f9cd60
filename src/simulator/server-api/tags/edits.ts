import type { CorpTag, Directory, TagGroup } from '../../state/directory.ts'
import { failure, ok, text, textList, type Endpoint } from '../answer.ts'

const longestName = 30
/** The app has no right on what it did not make. */
const notOfApp = 301002

type Found = { group: TagGroup; tag: CorpTag | null }

function find(directory: Directory, id: string): Found | undefined {
  const group = directory.tagGroups.find(({ groupId }) => groupId === id)
  return group ? { group, tag: null } : directory.tag(id)
}

const isOfApp = ({ group, tag }: Found) => (tag ?? group).isOfApp === true

function isTaken({ tagGroups }: Directory, { group, tag }: Found, name: string): boolean {
  const others: { name: string }[] = tag === null ? tagGroups : group.tags
  return others.some((other) => other !== (tag ?? group) && other.name === name)
}

const edit: Endpoint = {
  method: 'POST',
  path: 'externalcontact/edit_corp_tag',
  isCustomerContact: true,
  answer({ state, body }) {
    const { directory } = state
    const id = text(body['id'])
    if (id === '') return failure(40063)
    const found = find(directory, id)
    if (!found) return failure(40068)
    if (!isOfApp(found)) return failure(notOfApp)
    if (body['name'] === undefined) return ok()
    const name = text(body['name'])
    if (name === '' || [...name].length > longestName) return failure(40072)
    if (isTaken(directory, found, name)) return failure(40071)
    const { group, tag } = found
    if (tag) tag.name = name
    else group.name = name
    return ok()
  },
}

const remove: Endpoint = {
  method: 'POST',
  path: 'externalcontact/del_corp_tag',
  isCustomerContact: true,
  answer({ state, body }) {
    const { directory } = state
    const ids = [...textList(body['tag_id']), ...textList(body['group_id'])]
    if (ids.length === 0) return failure(40063)
    const found = ids.flatMap((id) => find(directory, id) ?? [])
    if (found.length < ids.length) return failure(40068)
    if (!found.every(isOfApp)) return failure(notOfApp)
    directory.removeTags(
      found.flatMap(({ group, tag }) => (tag ? [tag.tagId] : group.tags.map(({ tagId }) => tagId))),
    )
    for (const { group } of found) if (group.tags.length === 0) directory.removeGroup(group.groupId)
    return ok()
  },
}

/** What an app may do with the tags and groups that it made (path 92117 of developer.work.weixin.qq.com). */
export const tagEditEndpoints: Endpoint[] = [edit, remove]
