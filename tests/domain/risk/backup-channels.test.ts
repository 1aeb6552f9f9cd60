import { describe, expect, it } from 'vitest'
import { backupCarriers, backupChannels } from '../../../src/domain/risk/backup-channels.ts'

describe('backupCarriers (RISK-04)', () => {
  it('are the app, then SMS, once a rule of the platform changes', () => {
    const carriers = backupCarriers(true, { sms: 900, app: 120 })
    expect(carriers.map(({ ruleId, channel, people }) => [ruleId, channel, people])).toEqual([
      ['RISK-04', 'app', 120],
      ['RISK-04', 'sms', 900],
    ])
  })

  it.each([
    [true, { app: 0, sms: 1 }, ['sms']],
    [true, { app: 1, sms: 0 }, ['app']],
    [true, { app: 0, sms: 0 }, []],
    [false, { app: 120, sms: 900 }, []],
  ])('changed %s, reachable %o: %o', (isChanged, reachable, channels) => {
    expect(backupCarriers(isChanged, reachable).map(({ channel }) => channel)).toEqual(channels)
  })

  it('say for whom each is: SMS only with consent', () => {
    expect(backupChannels.map(({ channel, name }) => `${channel} ${name}`)).toEqual(['app 应用', 'sms 短信'])
    expect(backupChannels.map(({ needs }) => needs)).toEqual([
      '装了商城应用并允许通知的客户',
      '留了手机号并同意接收短信的客户',
    ])
  })
})
