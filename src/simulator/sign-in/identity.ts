import type { IncomingHttpHeaders } from 'node:http'
import { requestCookie } from '../front/request-cookies.ts'
import { isCustomerPage } from '../front/user-agent.ts'
import { customerCookie, memberCookie } from '../protocol/cookies.ts'
import type { Identity } from '../state/codes.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

function outsider(state: SimulatorState, externalUserId: string): Identity {
  const contact = state.directory.contact(externalUserId)
  const isCustomer = contact !== undefined && contact.follows.length > 0
  return {
    kind: 'outsider',
    openId: `openid-${externalUserId}`,
    externalUserId: isCustomer ? externalUserId : null,
  }
}

/** Whose device asks: the customer's phone for a customers' page, else the member's client. Null when nobody can. */
export function identify(
  state: SimulatorState,
  headers: IncomingHttpHeaders,
  request: { redirectPath: string; isPrivateInfo: boolean },
): Identity | null {
  if (isCustomerPage(request.redirectPath)) {
    const customer = requestCookie(headers.cookie, customerCookie)
    return customer === null ? outsider(state, 'stranger') : outsider(state, customer)
  }
  if (state.switches.oauth === 'non-member') return outsider(state, 'stranger')
  const userId = requestCookie(headers.cookie, memberCookie) ?? state.directory.firstActiveMember()?.userId
  if (userId === undefined) return null
  const member = state.directory.member(userId)
  if (!member || member.status === 5) return outsider(state, userId)
  return { kind: 'member', userId, isPrivateInfo: request.isPrivateInfo }
}

/** Issues the code for an identity, spoilt as the switch asks. */
export function issueCode(state: SimulatorState, identity: Identity): string {
  const { oauth } = state.switches
  return state.codes.issue(identity, oauth === 'reused' || oauth === 'expired' ? oauth : 'none')
}
