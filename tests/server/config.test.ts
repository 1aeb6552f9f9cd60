import { describe, expect, it } from 'vitest'
import { ConfigInvalid, readConfig } from '../../src/server/config.ts'

const secret = 'x'.repeat(32)
const wecom = { WECOM_CORP_ID: 'ww1', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 's', SESSION_SECRET: secret }
const read = (environment: Record<string, string>) => readConfig(environment, () => 'r'.repeat(64))
const complaint = (environment: Record<string, string>) => {
  try {
    read(environment)
    return 'accepted'
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.message
    throw error
  }
}

describe('readConfig', () => {
  it('runs the demo with nothing set, blank values counting as absent', () => {
    expect(read({ PORT: '', WECOM_CORP_ID: '' })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: 'file:./data/zhike.sqlite',
      isDemo: true,
      timeZone: 'Asia/Shanghai',
      adminUserIds: ['ChengYe'],
      sessionSecret: 'r'.repeat(64),
      wecom: { apiUrl: 'http://127.0.0.1:3000/simulator/wecom' },
    })
  })

  it('asks the official addresses once an app is configured', () => {
    expect(read(wecom)).toMatchObject({
      isDemo: false,
      adminUserIds: [],
      wecom: {
        apiUrl: 'https://qyapi.weixin.qq.com',
        oauthUrl: 'https://open.weixin.qq.com/connect/oauth2/authorize',
        loginUrl: 'https://login.work.weixin.qq.com/wwlogin/sso/login',
      },
    })
  })

  it('names what is missing beside what is bad in itself', () => {
    const message = complaint({ PORT: '0', WECOM_CORP_ID: 'ww1' })
    for (const key of ['PORT', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'SESSION_SECRET'])
      expect(message).toContain(key)
    expect(message).toContain('4 bad key(s)')
  })

  it('names every bad key at once', () => {
    const message = complaint({
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      STORE_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'ftp://x',
    })
    for (const key of ['PORT', 'DATABASE_URL', 'STORE_TIME_ZONE', 'LOG_LEVEL', 'PUBLIC_URL']) {
      expect(message).toContain(key)
    }
  })

  it.each([
    ['WECOM_SECRET', { ...wecom, WECOM_SECRET: '' }],
    ['WECOM_AGENT_ID', { ...wecom, WECOM_AGENT_ID: 'abc' }],
    ['SESSION_SECRET', { ...wecom, SESSION_SECRET: '' }],
    ['SESSION_SECRET', { ...wecom, SESSION_SECRET: 'x'.repeat(31) }],
    ['WECOM_CORP_ID', { NODE_ENV: 'production' }],
    ['WECOM_VERIFY_FILE', { WECOM_VERIFY_FILE: '../etc/passwd=x' }],
    ['WECOM_CALLBACK_AES_KEY', { WECOM_CALLBACK_AES_KEY: 'short' }],
  ])('refuses a bad %s', (key, environment) => {
    expect(complaint(environment)).toContain(key)
  })

  it('is frozen and takes a secret of exactly 32 characters', () => {
    const config = read(wecom)
    expect(config.sessionSecret).toBe(secret)
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
  })

  it('reads lists, the trusted-domain file and an origin with a path cut off', () => {
    expect(
      read({
        ADMIN_USER_IDS: 'a, b,,',
        WECOM_VERIFY_FILE: 'WW_verify_1.txt=a=b',
        PUBLIC_URL: 'https://x.example/app/',
      }),
    ).toMatchObject({
      adminUserIds: ['a', 'b'],
      verifyFile: { name: 'WW_verify_1.txt', content: 'a=b' },
      publicUrl: 'https://x.example',
    })
  })
})
