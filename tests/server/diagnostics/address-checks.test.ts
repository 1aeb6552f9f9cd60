import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import {
  checkCallback,
  checkTrustedDomain,
  type Visit,
} from '../../../src/server/diagnostics/address-checks.ts'
import { checkConfig } from '../../../src/server/diagnostics/own-checks.ts'

const weekMs = 7 * 86_400_000
const asOf = 1_800_000_000_000
const callback = { WECOM_CALLBACK_TOKEN: 'token', WECOM_CALLBACK_AES_KEY: 'k'.repeat(43) }

function configOf(environment: Record<string, string> = {}, isReal = true) {
  const real = {
    WECOM_CORP_ID: 'ww1',
    WECOM_AGENT_ID: '1',
    WECOM_SECRET: 's',
    SESSION_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'https://crm.example.com',
  }
  return readConfig({ ...(isReal ? real : {}), ...environment }, () => 'r'.repeat(32))
}
const answering =
  (status: number, text = '') =>
  async () => ({ status, text })
const unreachable: Visit = () => Promise.resolve(null)

describe('checkConfig', () => {
  it.each([
    ['https://crm.example.com', 'ok'],
    ['http://127.0.0.1:3000', 'warning'],
    ['http://crm.example.com', 'broken'],
  ])('%s is %s', (PUBLIC_URL, status) => {
    expect(checkConfig(configOf({ PUBLIC_URL })).status).toBe(status)
  })

  it('the demo needs none', () => {
    expect(checkConfig(configOf({}, false))).toMatchObject({ status: 'ok', cure: null })
  })
})

describe('checkCallback', () => {
  const judge = async (lastEventAt: number | null, visit: Visit = answering(400)) =>
    checkCallback({ config: configOf(callback), asOf, lastEventAt, visit })

  it('without token and key nothing is received', async () => {
    const found = await checkCallback({ config: configOf(), asOf, lastEventAt: null, visit: answering(400) })
    expect(found).toMatchObject({ status: 'warning' })
    expect(found.cure?.steps.join()).toContain('WECOM_CALLBACK_TOKEN')
  })

  it.each([
    [asOf, 'ok'],
    [asOf - weekMs, 'ok'],
    [asOf - weekMs - 1, 'warning'],
    [null, 'warning'],
  ])('last event at %s: %s', async (lastEventAt, status) => {
    expect((await judge(lastEventAt)).status).toBe(status)
  })

  it.each([
    [200, 'ok'],
    [403, 'ok'],
    [404, 'broken'],
    [499, 'ok'],
    [500, 'broken'],
  ])('an address that answers %s is %s', async (status, expected) => {
    expect((await judge(asOf, answering(status))).status).toBe(expected)
  })

  it('says so when its own address cannot be opened from the server', async () => {
    const found = await judge(asOf, unreachable)
    expect(found.status).toBe('ok')
    expect(found.detail).toContain('打不开')
  })
})

describe('checkTrustedDomain', () => {
  const file = { WECOM_VERIFY_FILE: 'WW_verify_a.txt=abc' }

  it.each([
    ['http://crm.example.com', 'broken'],
    ['https://crm.example.com:8443', 'broken'],
    ['https://10.0.0.8', 'broken'],
    ['http://127.0.0.1:3000', 'warning'],
    ['https://crm.example.com', 'ok'],
  ])('%s is %s', async (PUBLIC_URL, status) => {
    const config = configOf({ PUBLIC_URL, ...file })
    expect((await checkTrustedDomain(config, answering(200, 'abc\n'))).status).toBe(status)
  })

  it.each([
    ['another content', answering(200, 'abd'), 'broken'],
    ['no file', answering(404, ''), 'broken'],
    ['nobody there', unreachable, 'unknown'],
  ])('%s: %s', async (_name, visit, status) => {
    expect((await checkTrustedDomain(configOf(file), visit)).status).toBe(status)
  })

  it('cannot judge without the file', async () => {
    expect((await checkTrustedDomain(configOf(), answering(200))).status).toBe('unknown')
  })
})
