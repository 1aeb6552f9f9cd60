import type { FastifyRequest } from 'fastify'
import { ownOrigin, trustedRedirect } from '../front/origins.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

export interface SignInRequest {
  redirect: URL
  state: string
  scope: string
}

export interface Refusal {
  errcode: number
  reason: string
}

const longestState = 128

/** The parameters that both sign-in pages share: the app, where to go back to, and the state. */
export function readSignIn(
  simulator: SimulatorState,
  request: FastifyRequest,
  query: URLSearchParams,
): SignInRequest | Refusal {
  const { corp } = simulator.directory
  if (query.get('appid') !== corp.corpId) return { errcode: 40013, reason: 'appid 不是本企业的 CorpID' }
  const agentId = query.get('agentid')
  if (agentId !== null && agentId !== corp.agentId) return { errcode: 40056, reason: 'agentid 参数错误' }
  const state = query.get('state') ?? ''
  if (state.length > longestState || !/^[a-zA-Z0-9]*$/.test(state)) {
    return { errcode: 40058, reason: 'state 只能是不超过 128 个字母或数字' }
  }
  const redirect = trustedRedirect(simulator, ownOrigin(request), query.get('redirect_uri') ?? '')
  if (!redirect || simulator.switches.oauth === 'wrong-domain') {
    return { errcode: 50001, reason: 'redirect_uri 域名与后台配置不一致，或未登记为可信域名' }
  }
  return { redirect, state, scope: query.get('scope') ?? '' }
}

/** The address that carries the code back. */
export function withCode(signIn: SignInRequest, code: string): string {
  const target = new URL(signIn.redirect)
  target.searchParams.set('code', code)
  target.searchParams.set('state', signIn.state)
  return target.href
}
