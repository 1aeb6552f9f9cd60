/** Where events go, as an administrator would have saved it. */
export interface CallbackTarget {
  url: string
  token: string
  aesKey: string
}

export interface CallbackRequest {
  method: 'GET' | 'POST'
  url: string
  body?: string
}

/** Carries one request to the app; it rejects when nothing answers. */
export type Carry = (request: CallbackRequest) => Promise<{ status: number; body: string }>

/** The simulator's own, for whoever starts an app in front of it. */
export const simulatedSecrets = {
  token: 'zhikesimulator01',
  aesKey: 'c2ltdWxhdG9yY2FsbGJhY2trZXkwMTIzNDU2Nzg5YWI',
}

export const carryByHttp: Carry = async ({ method, url, body }) => {
  const response = await fetch(url, {
    method,
    redirect: 'error',
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'text/xml' } }),
  })
  return { status: response.status, body: await response.text() }
}

/** Gives up after `ms`, as the platform drops the connection. */
export async function carryWithin(
  ms: number,
  carry: Carry,
  request: CallbackRequest,
): Promise<{ status: number; body: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([carry(request), late]).finally(() => clearTimeout(timer))
}
