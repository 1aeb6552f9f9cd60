import type { Contact, Directory, Follow } from '../state/directory.ts'
import { failure, ok, text, textList, type Endpoint } from './answer.ts'
import { pageOf } from './paging.ts'

function contactFields(contact: Contact, corpName: string): Record<string, unknown> {
  const { externalUserId, name, avatar, type, gender, unionid } = { ...contact, unionid: contact.unionId }
  const base = { external_userid: externalUserId, name, avatar, type, gender }
  if (type === 1) return unionid === undefined ? base : { ...base, unionid }
  return {
    ...base,
    position: '',
    corp_name: corpName,
    corp_full_name: corpName,
    external_profile: { external_attr: [] },
  }
}

function followFields(follow: Follow): Record<string, unknown> {
  return {
    userid: follow.userId,
    remark: follow.remark,
    description: follow.description,
    createtime: follow.createdAtSeconds,
    remark_mobiles: follow.remarkMobiles,
    oper_userid: follow.userId,
    add_way: follow.addWay,
    state: follow.state,
    ...(follow.remarkCompany === '' ? {} : { remark_corp_name: follow.remarkCompany }),
  }
}

function namedTags(follow: Follow, directory: Directory): Record<string, unknown>[] {
  const corpTags = follow.tagIds.flatMap((tagId) => {
    const found = directory.tag(tagId)
    return found ? [{ group_name: found.group.name, tag_name: found.tag.name, tag_id: tagId, type: 1 }] : []
  })
  return [
    ...corpTags,
    ...follow.personalTags.map((name) => ({ group_name: '个人', tag_name: name, type: 2 })),
  ]
}

/** More followers of one contact come in pages. */
const followersAtOnce = 500

const employer = (contact: Contact) => `${contact.name}的公司`

export const contactEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: 'externalcontact/get',
    isCustomerContact: true,
    emptyFields: { follow_user: [] },
    answer({ state, query }) {
      const contact = state.directory.contact(text(query.get('external_userid')))
      if (!contact) return failure(40096)
      if (contact.follows.length === 0 || state.switches.outOfRange) return failure(84061)
      const page = pageOf(contact.follows, {
        limit: followersAtOnce,
        cursor: query.get('cursor'),
        largestLimit: followersAtOnce,
      })
      if (!page) return failure(40058)
      return ok({
        external_contact: contactFields(contact, employer(contact)),
        follow_user: page.rows.map((follow) => ({
          ...followFields(follow),
          tags: namedTags(follow, state.directory),
        })),
        ...(page.nextCursor === '' ? {} : { next_cursor: page.nextCursor }),
      })
    },
  },
  {
    method: 'GET',
    path: 'externalcontact/list',
    isCustomerContact: true,
    emptyFields: { external_userid: [] },
    answer({ state, query }) {
      const userId = text(query.get('userid'))
      if (!state.directory.member(userId)) return failure(60111)
      const followed = state.directory.contactsOf(userId)
      if (followed.length === 0 || state.switches.outOfRange) return failure(84061)
      return ok({ external_userid: followed.map(({ contact }) => contact.externalUserId) })
    },
  },
  {
    method: 'GET',
    path: 'externalcontact/get_follow_user_list',
    isCustomerContact: true,
    emptyFields: { follow_user: [] },
    answer({ state }) {
      const active = state.directory.members.filter((member) => member.status === 1)
      return ok({ follow_user: active.map((member) => member.userId) })
    },
  },
  {
    method: 'POST',
    path: 'externalcontact/batch/get_by_user',
    isCustomerContact: true,
    emptyFields: { external_contact_list: [] },
    answer({ state, body }) {
      const userIds = textList(body['userid_list'])
      if (userIds.length === 0) return failure(40063)
      if (userIds.length > 100 || userIds.some((userId) => !state.directory.member(userId))) {
        return failure(40003)
      }
      const page = pageOf(
        userIds.flatMap((userId) => state.directory.contactsOf(userId)),
        { limit: body['limit'], cursor: body['cursor'], defaultLimit: 50, largestLimit: 100 },
      )
      if (!page) return failure(40058)
      return ok({
        external_contact_list: page.rows.map(({ contact, follow }) => ({
          external_contact: contactFields(contact, employer(contact)),
          follow_info: { ...followFields(follow), tag_id: follow.tagIds },
        })),
        next_cursor: page.nextCursor,
        fail_info: { unlicensed_userid_list: [] },
      })
    },
  },
]
