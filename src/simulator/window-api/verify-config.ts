import { createHash } from 'node:crypto'
import { asAppSees } from '../front/origins.ts'
import type { AgentConfigCheck, ConfigVerdict, CorpConfigCheck } from '../protocol/config-check.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

interface Signed {
  timestamp: string
  nonceStr: string
  url: string
}

/** JS-SDK signature: SHA-1 over four named values in fixed order, the URL without its fragment (path 90312 of developer.work.weixin.qq.com). */
export function jsapiSignature(ticket: string, { nonceStr, timestamp, url }: Signed): string {
  const page = url.split('#')[0] ?? ''
  return createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`)
    .digest('hex')
}

function matches(
  state: SimulatorState,
  own: string,
  tickets: string[],
  check: CorpConfigCheck | AgentConfigCheck,
) {
  const url = asAppSees(state, own, check.url)
  return tickets.some((ticket) => jsapiSignature(ticket, { ...check, url }) === check.signature)
}

function isTrusted(own: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === own
}

/** The client's judgement of `agentConfig`: only a signature by the app's own agent ticket passes. */
export function verifyAgentConfig(
  state: SimulatorState,
  own: string,
  check: AgentConfigCheck,
): ConfigVerdict {
  const { corp } = state.directory
  if (check.corpid !== corp.corpId) return { ok: false, failure: 'invalid corpid' }
  if (check.agentid !== corp.agentId) return { ok: false, failure: 'invalid agentid' }
  if (!isTrusted(own, check.url)) return { ok: false, failure: 'invalid url domain' }
  const isSigned = matches(state, own, state.agentTickets.validValues(), check)
  return isSigned ? { ok: true } : { ok: false, failure: 'invalid signature' }
}

/** The same for `config` (`preVerifyJSAPI` on the bridge), with the corp's ticket. */
export function verifyCorpConfig(state: SimulatorState, own: string, check: CorpConfigCheck): ConfigVerdict {
  if (check.appId !== state.directory.corp.corpId) return { ok: false, failure: 'invalid corpid' }
  if (!isTrusted(own, check.url)) return { ok: false, failure: 'invalid url domain' }
  const isSigned = matches(state, own, state.corpTickets.validValues(), check)
  return isSigned ? { ok: true } : { ok: false, failure: 'invalid signature' }
}
