import type { SimulatorState } from '../state/simulator-state.ts'

export type Answer = { errcode: number; errmsg: string } & Record<string, unknown>

export interface Call {
  state: SimulatorState
  query: URLSearchParams
  body: Record<string, unknown>
  rawBody: Buffer
  contentType: string
}

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Below `/cgi-bin/`. */
  path: string
  answer: (call: Call) => Answer
  /** Fields that even an error answer carries. */
  emptyFields?: Record<string, unknown>
  /** Error texts of this endpoint carry the hint, the caller's address and a link. */
  isVerbose?: boolean
  /** Belongs to 客户联系 and needs its own permission. */
  isCustomerContact?: boolean
  isExemptFromRate?: boolean
  isWithoutToken?: boolean
  isBodyBinary?: boolean
  /** Two calls with the same key at the same time are a conflict. */
  lockKey?: (call: Call) => string
}

const texts: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40071: 'tagname already exists',
  40072: 'invalid tag name length',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  44001: 'empty media data',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  45035: 'concurrent operation conflict',
  48002: 'api forbidden for no authority',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  84061: 'not external contact',
  90501: 'invalid chat id',
  91040: 'invalid ticket type',
}

export function ok(fields: Record<string, unknown> = {}): Answer {
  return { errcode: 0, errmsg: 'ok', ...fields }
}

export function failure(errcode: number): Answer {
  return { errcode, errmsg: texts[errcode] ?? 'unknown error' }
}

/** A string from the query or the body; absent and of another type both read as empty. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
}
