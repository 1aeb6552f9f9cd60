import { setTimeout as delay } from 'node:timers/promises'
import type { SimulatorState } from '../state/simulator-state.ts'
import { failure, type Answer, type Call, type Endpoint } from './answer.ts'

/** A call as it came in, with the caller's address. */
export interface Arrived {
  method: string
  call: Call
  address: string
}

/** How long a locked operation keeps its pair, so that calls which overlap on the wire do conflict. */
const lockMs = 20

function tokenFailure(call: Call, token: string): number {
  if (token === '') return 41001
  const { accessTokens, otherApp } = call.state
  call.app = otherApp.accessTokens.check(token) === 'unknown' ? 'own' : 'other'
  const verdict = (call.app === 'other' ? otherApp.accessTokens : accessTokens).check(token)
  if (verdict === 'valid') return 0
  return verdict === 'expired' ? 42001 : 40014
}

function isBarred({ switches, faults }: SimulatorState, address: string): boolean {
  return switches.ipNotAllowed || (faults.allowedIps !== null && !faults.allowedIps.includes(address))
}

function switchedFailure({ state, app }: Call, endpoint: Endpoint, address: string): number {
  const { switches } = state
  if (isBarred(state, address)) return 60020
  if (endpoint.isCustomerContact && (switches.notInCustomerContact || app === 'other')) return 48002
  if (switches.rateLimited && !endpoint.isExemptFromRate) return 45009
  if (switches.concurrency && state.callsInFlight > 1) return 45033
  if (switches.randomBusy) {
    state.busyCalls += 1
    if (state.busyCalls % 3 === 1) return -1
  }
  return 0
}

function agentIdOf({ app, state }: Call): string {
  return app === 'other' ? state.otherApp.agentId : state.directory.corp.agentId
}

/** A JSON object, or nothing when the body is anything else. */
function parseObject(raw: Buffer): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(raw.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

async function answerCall(
  endpoint: Endpoint,
  { method, call, address, errcode }: Arrived & { errcode: number },
): Promise<Answer> {
  const { state } = call
  if (!endpoint.isWithoutToken) {
    const refused = tokenFailure(call, call.query.get('access_token') ?? '')
    if (refused !== 0) return failure(refused)
    const switched = switchedFailure(call, endpoint, address)
    if (switched !== 0) return failure(switched)
  }
  if (errcode !== 0) return failure(errcode)
  const limited = state.faults.overLimit(endpoint.path)
  if (limited !== 0) return failure(limited)
  if (method !== endpoint.method) return failure(40058)
  if (endpoint.method === 'POST' && !endpoint.isBodyBinary) {
    const body = parseObject(call.rawBody)
    if (!body) return failure(40058)
    call.body = body
  }
  if (endpoint.agentId && endpoint.agentId(call) !== agentIdOf(call)) return failure(301002)
  const key = endpoint.lockKey?.(call)
  if (key === undefined) return endpoint.answer(call)
  if (state.lockedPairs.has(key)) return failure(45035)
  state.lockedPairs.add(key)
  try {
    await delay(lockMs)
    return endpoint.answer(call)
  } finally {
    state.lockedPairs.delete(key)
  }
}

/** The tail is there for some endpoints and not for others, so that nobody branches on the text. */
function withTail(answer: Answer, endpoint: Endpoint, address: string): Answer {
  const isVerbose = endpoint.isVerbose || [41001, 60020].includes(answer.errcode)
  if (!isVerbose) return answer
  const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${answer.errcode}`
  return { ...answer, errmsg: `${answer.errmsg}, hint: [simulated], from ip: ${address}, ${more}` }
}

/**
 * One call under the platform's wire rules: token first, errors with the endpoint's empty fields. `errcode` other than 0
 * is a failure that a tester asked for.
 */
export async function handleCall(
  endpoint: Endpoint,
  arrived: Arrived,
  errcode = 0,
): Promise<Record<string, unknown>> {
  const { call, address } = arrived
  const { state } = call
  state.callsInFlight += 1
  try {
    if (state.switches.latencyMs > 0) await delay(state.switches.latencyMs)
    const answer = await answerCall(endpoint, { ...arrived, errcode })
    if (answer.errcode === 0) return answer
    return { ...withTail(answer, endpoint, address), ...endpoint.emptyFields }
  } finally {
    state.callsInFlight -= 1
  }
}
