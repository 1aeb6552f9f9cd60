type Cookies = Record<string, string>

function kept(response: Response, cookies: Cookies): Cookies {
  const pairs = response.headers.getSetCookie().map((line) => {
    const pair = line.split(';')[0] ?? ''
    return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  })
  return { ...cookies, ...Object.fromEntries(pairs) }
}

const header = (cookies: Cookies) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

/** Signs a member in through the whole redirect chain and answers the cookie header. */
export async function signIn(origin: string, userId: string): Promise<string> {
  const manual = { redirect: 'manual' } as const
  const begun = await fetch(`${origin}/auth/wecom?return_to=/`, manual)
  const browser = kept(begun, {})
  const asked = String(begun.headers.get('location'))
  const allowed = await fetch(asked, { ...manual, headers: { cookie: `sim_member=${userId}` } })
  const back = new URL(String(allowed.headers.get('location')))
  const address = `${origin}${back.pathname}${back.search}`
  const done = await fetch(address, { ...manual, headers: { cookie: header(browser) } })
  if (done.status !== 302) throw new Error(`sign-in failed: ${done.status} ${await done.text()}`)
  return header(kept(done, browser))
}
