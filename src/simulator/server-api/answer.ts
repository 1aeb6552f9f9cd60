import type { SimulatorState } from '../state/simulator-state.ts'

export type Answer = { errcode: number; errmsg: string } & Record<string, unknown>

export interface Call {
  state: SimulatorState
  /** Under which the call reached the simulator. */
  origin: string
  query: URLSearchParams
  body: Record<string, unknown>
  rawBody: Buffer
  contentType: string
  /** Whose token came with the call. */
  app: 'own' | 'other'
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
  /** The app that the call names; it has to be the one whose token comes with it. */
  agentId?: (call: Call) => string
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
  40057: 'invalid callbackurl',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40071: 'tagname already exists',
  40072: 'invalid tag name length',
  40091: 'corpid and secret do not match',
  40093: 'invalid jsapi signature',
  40094: 'invalid url',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41005: 'media data missing',
  41050: 'invalid welcome code',
  41051: 'external user has started chatting',
  41053: 'user has not agreed to chat archiving',
  41054: 'user not activated',
  41063: 'message is dispatching',
  41064: 'too many attachments',
  41065: 'invalid attachment type',
  41093: 'task cancelled',
  41094: 'reminded too often',
  41096: 'another app is sending the welcome',
  42001: 'access_token expired',
  42003: 'oauth_code expired',
  42012: 'jsapi_ticket not allowed here',
  42022: 'oauth_code has been used',
  43012: 'callback url required',
  44001: 'empty media data',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  45035: 'concurrent operation conflict',
  48001: 'api unauthorized',
  48002: 'api forbidden for no authority',
  48006: 'api forbidden: unused for too long',
  50001: 'redirect_uri unauthorized',
  50002: 'member not in agent visible range',
  50003: 'agent stopped',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  80001: 'trusted domain wrong',
  81013: 'user & party & tag all invalid',
  81017: 'too many items requested',
  84014: 'user ticket expired',
  84015: 'user ticket invalid',
  84061: 'not external contact',
  84074: 'no external contact permission',
  84084: 'not a following member',
  90501: 'invalid chat id',
  91040: 'invalid ticket type',
  301002: 'not allow operate another agent with this accesstoken',
  701008: 'all members are unlicensed',
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
