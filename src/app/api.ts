import axios, { isAxiosError, isCancel, type AxiosInstance } from 'axios'
import type { z } from 'zod'
import type { Api } from '../contract/api.ts'
import type { ErrorBody, ErrorCode } from '../contract/errors.ts'
import type { RouteName } from '../contract/paths.ts'

const timeoutMs = 10_000
const retryDelayMs = 600

type Part<R, K extends string> = R extends Record<K, z.ZodType> ? { [P in K]: z.input<R[K]> } : unknown
type OptionalPart<R, K extends string> =
  R extends Record<K, z.ZodType> ? { [P in K]?: z.input<R[K]> } : unknown
type Input<R> = Part<R, 'params'> & Part<R, 'body'> & OptionalPart<R, 'query'>

export type Answer<N extends RouteName> = z.output<Api[N]['response']>

export interface CallOptions {
  signal?: AbortSignal
  /** One per tap, kept over retries: the server answers a repeated write with its first answer. */
  idempotencyKey?: string
}
export type ApiClient<Names extends RouteName = RouteName> = {
  [N in Names]: (input: Input<Api[N]>, options?: CallOptions) => Promise<Answer<N>>
}

export type ApiErrorCode = ErrorCode | 'offline' | 'timeout' | 'aborted'

/** The one shape of every failed call. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly status: number
  readonly details: unknown

  constructor(code: ApiErrorCode, status: number, message: string, details?: unknown) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
  }

  /** No answer came: the write may or may not have happened. */
  get isOffline(): boolean {
    return this.code === 'offline' || this.code === 'timeout'
  }

  get isAborted(): boolean {
    return this.code === 'aborted'
  }

  /** Worth the same request again with the same key. */
  get mayPass(): boolean {
    return this.isOffline || this.status >= 500
  }
}

function isErrorBody(data: unknown): data is ErrorBody {
  return typeof data === 'object' && data !== null && 'code' in data && 'message' in data
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (isCancel(error)) return new ApiError('aborted', 0, '已取消')
  if (!isAxiosError(error)) return new ApiError('internal', 0, String(error))
  if (!error.response) {
    const isLate = error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT'
    return isLate ? new ApiError('timeout', 0, '服务没有回应') : new ApiError('offline', 0, '网络断开')
  }
  const { status, data } = error.response
  if (isErrorBody(data)) return new ApiError(data.code, status, data.message, data.details)
  return new ApiError(status === 401 ? 'unauthenticated' : 'internal', status, '服务出错，请稍后重试')
}

interface LooseInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/:(\w+)/g, (_match, name: string) => encodeURIComponent(String(params[name])))
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A client with one function per route of `table`, typed by the contract. `pageOwner` names the member whose page this is: in another
 * member's session the server refuses.
 */
export function createApi<Names extends RouteName>(
  table: Readonly<Record<Names, string>>,
  onUnauthenticated: () => void,
  http: AxiosInstance = axios.create({ timeout: timeoutMs }),
  pageOwner: () => string | undefined = () => undefined,
): ApiClient<Names> {
  const methodAndPath = (name: Names) => table[name].split(' ') as [string, string]

  async function call(name: Names, input: LooseInput, options: CallOptions): Promise<unknown> {
    const [method, path] = methodAndPath(name)
    const response = await http.request({
      method,
      url: fillPath(path, input.params),
      params: input.query,
      data: method === 'POST' || method === 'PUT' ? (input.body ?? {}) : undefined,
      headers: { 'Idempotency-Key': options.idempotencyKey, 'X-Zhike-Member': pageOwner() },
      signal: options.signal,
    })
    return response.data
  }

  /** Reads and keyed writes are tried once more by themselves; anything else only by a person. */
  async function attempt(name: Names, input: LooseInput, options: CallOptions): Promise<unknown> {
    try {
      return await call(name, input, options)
    } catch (failure) {
      const error = toApiError(failure)
      const isRepeatable = methodAndPath(name)[0] === 'GET' || options.idempotencyKey !== undefined
      if (error.mayPass && error.code !== 'timeout' && isRepeatable && navigator.onLine) {
        await pause(retryDelayMs)
        return call(name, input, options)
      }
      throw error
    }
  }

  /** Set once and for good: while sign-in replaces this page, nothing it still does may go out under the new session. */
  let signedOut: ApiError | null = null

  function route(name: Names) {
    return async (input: LooseInput, options: CallOptions = {}): Promise<unknown> => {
      if (signedOut) throw signedOut
      try {
        return await attempt(name, input, options)
      } catch (failure) {
        const error = toApiError(failure)
        if (error.code === 'unauthenticated' && !signedOut) {
          signedOut = error
          onUnauthenticated()
        }
        throw error
      }
    }
  }

  const names = Object.keys(table) as Names[]
  return Object.fromEntries(names.map((name) => [name, route(name)])) as unknown as ApiClient<Names>
}

/** `crypto.randomUUID` needs a secure context, which a first installation over http lacks. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
