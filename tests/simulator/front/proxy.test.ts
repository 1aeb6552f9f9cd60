import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bridgeTag } from '../../../src/simulator/front/bridge-tag.ts'
import { startSimulator, type TestSimulator } from '../start-simulator.ts'
import { startTinyApp, type TinyApp } from '../tiny-app.ts'

let tiny: TinyApp
let simulator: TestSimulator
let origin = ''
let publicOrigin: string | null = null

beforeEach(async () => {
  publicOrigin = null
  tiny = await startTinyApp({
    wecomOrigin: () => origin,
    publicOrigin: () => publicOrigin ?? tiny.origin,
  })
  simulator = startSimulator({ appUrl: tiny.origin })
  await simulator.app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(simulator.app.server.address() as AddressInfo).port}`
  return async () => {
    await simulator.app.close()
    await tiny.app.close()
  }
})

afterEach(() => {
  tiny.seen.length = 0
})

const lastSeen = () => tiny.seen.at(-1)?.headers ?? {}

/** Follows the redirects of a sign-in one by one, as the browser's frame would. */
async function signIn(): Promise<string[]> {
  const steps: string[] = []
  let next = `${origin}/auth/wecom?return_to=/`
  for (let step = 0; step < 4; step += 1) {
    const response = await fetch(next, { redirect: 'manual' })
    const location = response.headers.get('location')
    if (location === null) break
    next = new URL(location, next).href
    steps.push(next)
  }
  return steps
}

describe('what passes through', () => {
  it('leaves scripts byte for byte as they are', async () => {
    const sdk = createRequire(import.meta.url).resolve('@wecom/jssdk')
    const original = await readFile(path.join(path.dirname(sdk), 'wecom.global.prod.js'))
    const served = Buffer.from(await (await fetch(`${origin}/sdk.js`)).arrayBuffer())
    expect(served.equals(original)).toBe(true)
  })

  it('puts exactly one tag into the two pages and fixes the length', async () => {
    for (const page of ['/', '/c/token1']) {
      const response = await fetch(origin + page)
      const html = await response.text()
      expect(html.split(bridgeTag)).toHaveLength(2)
      expect(html.indexOf(bridgeTag)).toBe(html.indexOf('<head>') + '<head>'.length)
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(html)))
      expect(lastSeen()['accept-encoding']).toBe('identity')
    }
    expect(await (await fetch(`${origin}/console`)).text()).toBe('<!doctype html><head></head>')
  })

  it('lets the pages stand in a frame without touching the rest of the policy', async () => {
    const { headers } = await fetch(`${origin}/`)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('content-security-policy')).toBe("default-src 'self'; style-src 'self'")
  })

  it('carries bodies and methods', async () => {
    const response = await fetch(`${origin}/echo`, {
      method: 'POST',
      body: JSON.stringify({ a: '知客' }),
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toEqual({ method: 'POST', body: { a: '知客' } })
  })

  it('answers 502 when the app is gone, and never passes its own paths on', async () => {
    const before = tiny.seen.length
    expect((await fetch(`${origin}/simulator/nothing`)).status).toBe(404)
    expect((await fetch(`${origin}/cgi-bin/nothing`)).status).toBe(404)
    expect(tiny.seen).toHaveLength(before)
    await tiny.app.close()
    expect((await fetch(`${origin}/`)).status).toBe(502)
  })
})

describe('an app that takes its own origin for public', () => {
  it('is signed in on the simulator’s origin', async () => {
    const steps = await signIn()
    expect(steps.map((step) => step.replace(/\?.*$/, ''))).toEqual(
      [
        `${origin}/connect/oauth2/authorize`,
        `${origin}/auth/wecom/callback`,
        `${origin}/#wechat_redirect`,
      ].map((step) => step.replace('#wechat_redirect', '')),
    )
  })

  it('sees its own origin in Host, Origin, Referer and query', async () => {
    await fetch(`${origin}/echo?url=${encodeURIComponent(`${origin}/?a=1`)}`, {
      method: 'POST',
      headers: { origin, referer: `${origin}/c/x` },
    })
    expect(lastSeen()).toMatchObject({
      host: new URL(tiny.origin).host,
      origin: tiny.origin,
      referer: `${tiny.origin}/c/x`,
    })
    expect(tiny.seen.at(-1)?.url).toBe(`/echo?url=${encodeURIComponent(`${tiny.origin}/?a=1`)}`)
  })

  it('leaves a foreign Origin alone', async () => {
    await fetch(`${origin}/echo`, { method: 'POST', headers: { origin: `${origin}0` } })
    expect(lastSeen()['origin']).toBe(`${origin}0`)
  })

  it('gets its signature accepted for the page as the browser sees it', async () => {
    const page = `${origin}/?a=1`
    const signed = (await (
      await fetch(`${origin}/signature?url=${encodeURIComponent(page)}`)
    ).json()) as object
    const verdict = await fetch(`${origin}/simulator/api/bridge/agent-config`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...signed, corpid: 'wwsmall', agentid: '1000002', url: page, jsApiList: [] }),
    })
    expect(await verdict.json()).toEqual({ ok: true })
  })
})

describe('an app that takes the simulator’s origin for public', () => {
  it('has nothing mapped once it has signed in', async () => {
    publicOrigin = origin
    await signIn()
    await fetch(`${origin}/echo?url=${encodeURIComponent(origin)}`, { method: 'POST', headers: { origin } })
    expect(lastSeen()).toMatchObject({ host: new URL(origin).host, origin })
    expect(tiny.seen.at(-1)?.url).toBe(`/echo?url=${encodeURIComponent(origin)}`)
  })
})

describe('another name for this machine', () => {
  const named = (host: string, address: string) => address.replace('127.0.0.1', host)

  it.each(['localhost', '[::1]'])('%s in PUBLIC_URL is the app that --app names 127.0.0.1', async (host) => {
    publicOrigin = named(host, tiny.origin)
    const steps = await signIn()
    expect(steps.map((step) => new URL(step).origin)).toEqual([origin, origin, origin])
    await fetch(`${origin}/echo`, { method: 'POST', headers: { origin } })
    expect(lastSeen()).toMatchObject({ origin: publicOrigin, host: new URL(publicOrigin).host })
    const world = (await (await fetch(`${origin}/simulator/api/world`)).json()) as { appOrigin: string }
    expect(world.appOrigin).toBe(publicOrigin)
  })

  it('in the address bar is the simulator that PUBLIC_URL names 127.0.0.1', async () => {
    publicOrigin = origin
    const browsed = named('localhost', origin)
    await fetch(`${browsed}/echo`, { method: 'POST', headers: { origin: browsed } })
    expect(lastSeen()).toMatchObject({ origin, host: new URL(origin).host })
    await fetch(`${origin}/echo`, { method: 'POST', headers: { origin } })
    expect(lastSeen()).toMatchObject({ origin, host: new URL(origin).host })
  })

  it('on another port is another app', async () => {
    publicOrigin = 'http://localhost:1'
    expect((await fetch(String((await signIn())[0]))).status).toBe(400)
  })
})

describe('before anybody has signed in', () => {
  it('the app itself is asked whose origin it takes for its own, once', async () => {
    publicOrigin = origin
    for (let round = 0; round < 2; round += 1) {
      await fetch(`${origin}/echo`, { method: 'POST', headers: { origin } })
      expect(lastSeen()).toMatchObject({ host: new URL(origin).host, origin })
    }
    expect(tiny.seen.filter(({ url }) => url.startsWith('/auth/wecom'))).toHaveLength(1)
  })

  it('the window learns it before it reads the company', async () => {
    publicOrigin = tiny.origin.replace('127.0.0.1', 'localhost')
    const world = (await (await fetch(`${origin}/simulator/api/world`)).json()) as { appOrigin: string }
    expect(world.appOrigin).toBe(publicOrigin)
  })
})

describe('any other public origin', () => {
  it('is an untrusted domain', async () => {
    publicOrigin = 'https://elsewhere.example'
    const [authorize] = await signIn()
    const page = await fetch(String(authorize))
    expect([page.status, (await page.text()).includes('50001')]).toEqual([400, true])
  })
})
