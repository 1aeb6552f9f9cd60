import { type ErrorCode, errorCodes } from '../../../src/contract/errors.ts'
import { methodAndPath, type RouteName } from '../../../src/contract/paths.ts'

export interface Request {
  route: RouteName
  params?: Record<string, string>
  body?: unknown
  headers: Record<string, string>
}

export interface Answer {
  status: number
  body: ReturnType<typeof JSON.parse>
  cookies: string[]
}

const patienceMs = 40_000

/** The answer, or null for a request that got none. */
export async function request(origin: string, asked: Request): Promise<Answer | null> {
  const { route, params = {}, body, headers } = asked
  const { method, path } = methodAndPath(route)
  const address = path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
  try {
    const response = await fetch(origin + address, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    })
    const answer: unknown = await response.json()
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    return { status: response.status, body: answer, cookies }
  } catch {
    return null
  }
}

/** What a failed answer says beyond the closed list of codes and their sentences; null when nothing. */
export function leakOf({ status, body }: Answer): string | null {
  if (status < 500) return null
  const known = errorCodes[body.code as ErrorCode] as { status: number; message: string } | undefined
  const isPlain = known?.status === status && body.message === known.message && body.details === undefined
  return isPlain ? null : JSON.stringify(body)
}
