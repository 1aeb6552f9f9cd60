import { countCall, type CallOutcome } from '../../telemetry/wecom.ts'
import { limitCode, WecomUnreachable } from '../answer.ts'

export type WecomAnswer = { errcode: number; errmsg?: string } & Record<string, unknown>

export interface Exchanged {
  answer: WecomAnswer
  /** What WeCom's clock said, epoch milliseconds; null where the answer carries no date. */
  answeredAt: number | null
}

export interface Asked {
  apiUrl: string
  /** Below `/cgi-bin/`. */
  path: string
  query: Record<string, string>
  /** Absent: GET. */
  body?: object | undefined
  timeoutMs: number
}

/** The connection itself failed, so that WeCom never saw the call. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function unreachable(path: string, thrown: unknown): WecomUnreachable {
  const cause = (thrown as { cause?: { code?: unknown } } | null)?.cause
  const code = typeof cause?.code === 'string' ? cause.code : ''
  const isTimeout = thrown instanceof Error && thrown.name === 'TimeoutError'
  const reason = isTimeout ? 'time-out' : code === '' ? 'network' : code
  // The thrown error may name the address with its token, so it does not travel on as the cause.
  return new WecomUnreachable(`no answer from WeCom for ${path} (${reason})`, {
    isUndone: neverSent.has(code),
  })
}

function isAnswer(value: unknown): value is WecomAnswer {
  return typeof value === 'object' && value !== null && typeof (value as WecomAnswer).errcode === 'number'
}

/**
 * The token goes into the query because WeCom accepts it nowhere else; so addresses are never logged. A
 * redirect is not followed: that would turn a POST into a GET.
 */
async function ask({ apiUrl, path, query, body, timeoutMs }: Asked): Promise<Exchanged> {
  const url = new URL(`${apiUrl}/cgi-bin/${path}`)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  const sent =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const signal = AbortSignal.timeout(timeoutMs)
  let response: Response
  let text: string
  try {
    response = await fetch(url, { ...sent, signal, redirect: 'manual' })
    text = await response.text()
  } catch (thrown) {
    throw unreachable(path, thrown)
  }
  if (response.status !== 200) {
    throw new WecomUnreachable(`WeCom answered ${response.status} for ${path}`, {
      isLasting: response.status < 500,
    })
  }
  const answer = parsed(text)
  if (!isAnswer(answer)) throw new WecomUnreachable(`WeCom answered no JSON for ${path}`)
  const date = Date.parse(response.headers.get('date') ?? '')
  return { answer, answeredAt: Number.isNaN(date) ? null : date }
}

function outcomeOf({ errcode }: WecomAnswer): CallOutcome {
  if (errcode === 0) return 'ok'
  return errcode === limitCode ? 'limited' : 'refused'
}

/** One exchange, counted. */
export async function exchange(asked: Asked): Promise<Exchanged> {
  const startedAt = performance.now()
  let outcome: CallOutcome = 'unreachable'
  try {
    const exchanged = await ask(asked)
    outcome = outcomeOf(exchanged.answer)
    return exchanged
  } finally {
    countCall(asked.path, outcome, performance.now() - startedAt)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
