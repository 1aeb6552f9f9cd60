import { failure, ok, text, type Endpoint } from './answer.ts'

export const credentialEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: 'gettoken',
    isWithoutToken: true,
    isVerbose: true,
    answer({ state, query }) {
      const { corp } = state.directory
      const secret = text(query.get('corpsecret'))
      if (secret === '') return failure(41004)
      if (query.get('corpid') !== corp.corpId) return failure(40013)
      const isOther = secret === state.otherApp.secret
      if (secret !== corp.secret && !isOther) return failure(40001)
      const token = (isOther ? state.otherApp : state).accessTokens.current()
      return ok({ access_token: token.value, expires_in: token.expiresInSeconds })
    },
  },
  {
    method: 'GET',
    path: 'get_jsapi_ticket',
    answer({ state }) {
      if (state.switches.ticket === 'refused') return failure(48002)
      const ticket = state.corpTickets.current()
      const value = state.switches.ticket === 'stale' ? `stale-${ticket.value}` : ticket.value
      return ok({ ticket: value, expires_in: ticket.expiresInSeconds })
    },
  },
  {
    method: 'GET',
    path: 'ticket/get',
    answer({ state, query, app }) {
      if (query.get('type') !== 'agent_config') return failure(91040)
      if (state.switches.ticket === 'refused') return failure(48002)
      const ticket = (app === 'other' ? state.otherApp : state).agentTickets.current()
      const value = state.switches.ticket === 'stale' ? `stale-${ticket.value}` : ticket.value
      return ok({ ticket: value, expires_in: ticket.expiresInSeconds })
    },
  },
  {
    method: 'GET',
    path: 'getcallbackip',
    isVerbose: true,
    emptyFields: { ip_list: [] },
    answer: () => ok({ ip_list: ['127.0.0.1'] }),
  },
]
