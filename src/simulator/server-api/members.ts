import { failure, ok, text, type Endpoint } from './answer.ts'

export const memberEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: 'auth/getuserinfo',
    isExemptFromRate: true,
    answer({ state, query }) {
      const identity = state.codes.redeem(text(query.get('code')))
      if (!identity) return failure(40029)
      if (identity.kind === 'outsider') {
        const { openId, externalUserId } = identity
        return ok({ openid: openId, ...(externalUserId === null ? {} : { external_userid: externalUserId }) })
      }
      const ticket = identity.isPrivateInfo ? { user_ticket: `ticket-${state.randomToken()}` } : {}
      return ok({ userid: identity.userId, ...ticket })
    },
  },
  {
    method: 'GET',
    path: 'user/get',
    emptyFields: { department: [], order: [], is_leader_in_dept: [], direct_leader: [] },
    answer({ state, query }) {
      const member = state.directory.member(text(query.get('userid')))
      if (!member) return failure(60111)
      if (state.switches.outOfRange) return failure(60011)
      return ok({
        userid: member.userId,
        name: member.name,
        department: member.departments,
        order: member.departments.map(() => 0),
        position: member.position,
        is_leader_in_dept: member.isLeaderInDepartment.map(Number),
        direct_leader: [],
        main_department: member.departments[0] ?? 1,
        status: member.status,
        alias: '',
        telephone: '',
        open_userid: `open-${member.userId}`,
        extattr: { attrs: [] },
        external_position: member.position,
        external_profile: { external_corp_name: state.directory.corp.name, external_attr: [] },
      })
    },
  },
  {
    method: 'GET',
    path: 'department/list',
    emptyFields: { department: [] },
    answer({ state }) {
      if (state.switches.outOfRange) return failure(60011)
      const department = state.directory.departments.map(({ id, name, parentId }) => ({
        id,
        name,
        name_en: '',
        department_leader: state.directory.members
          .filter((member) =>
            member.departments.some((own, n) => own === id && member.isLeaderInDepartment[n]),
          )
          .map(({ userId }) => userId),
        parentid: parentId,
        order: 100_000_000 - id,
      }))
      return ok({ department })
    },
  },
  {
    method: 'POST',
    path: 'message/send',
    agentId: ({ body }) => String(body['agentid'] ?? ''),
    answer({ state, body }) {
      const userIds = text(body['touser']).split('|')
      const unknown = userIds.filter((userId) => !state.directory.member(userId))
      if (unknown.length === userIds.length) return failure(81013)
      return ok({ invaliduser: unknown.join('|'), msgid: `msg-${state.randomToken()}` })
    },
  },
]
