import { describe, expect, it } from 'vitest'
import { detailNames } from '../../../../src/app/console/audit/detail-names.ts'
import { detailPairs } from '../../../../src/app/console/audit/detail-pairs.ts'
import { detailWord } from '../../../../src/app/console/audit/detail-values.ts'
import { revealFields, consentSources } from '../../../../src/contract/privacy.ts'
import { overrideReasons, voidCoupon } from '../../../../src/contract/coupons.ts'
import { paths } from '../../../../src/contract/paths.ts'
import { roles } from '../../../../src/contract/route.ts'
import { alertKinds } from '../../../../src/domain/abuse/alert.ts'
import { rejectReasons, snoozes } from '../../../../src/domain/actions/reject-reasons.ts'
import { groupPushKinds } from '../../../../src/domain/cadence/groups/push-kind.ts'
import { contentTypes } from '../../../../src/domain/cadence/content-type.ts'
import { couponStates } from '../../../../src/domain/coupons/coupon.ts'
import { defaultSettings } from '../../../../src/domain/settings.ts'
import { tagKinds, tagSources } from '../../../../src/domain/tags/tag.ts'
import { identityKinds } from '../../../../src/server/identity/identity-key.ts'
import { keyScopes } from '../../../../src/server/keys/service.ts'
import { personTables, pseudonymTables } from '../../../../src/server/privacy/erasure/tables.ts'

const clock = { moment: (at: number) => `moment ${at}` }
const shown = (details: Record<string, unknown>) =>
  detailPairs(details, clock).map(({ name, value }) => `${name} ${value}`)

describe('detailPairs', () => {
  it('says money in yuan, times as moments, and roles and yes or no in words', () => {
    expect(
      shown({ costFen: 1850, expiresAt: 7, until: 8, from: 'advisor', to: 'lead', followsWecom: false }),
    ).toEqual(['成本 18.50 元', '到期 moment 7', '到 moment 8', '从 顾问', '到 主管', '按企业微信 否'])
  })

  it('leaves out what is absent and what other columns show, and keeps zero', () => {
    expect(shown({ reason: null, field: '', version: undefined, customerId: 'c', count: 0 })).toEqual([
      '次数 0',
    ])
  })

  it('says states, reasons, kinds and routes in words', () => {
    expect(
      shown({ state: 'sent', reason: 'wrong-customer', contentType: 'know-how', route: 'getPanel' }),
    ).toEqual(['状态 已发', '原因 会话已换人', '内容类型 干货', '读取 首页'])
    expect(shown({ name: '油皮', source: 'manual', kind: 'fact', confidence: 0.8 })).toEqual([
      '名称 油皮',
      '来源 顾问添加',
      '种类 事实',
      '把握 80%',
    ])
  })

  it('says what stands inside in words too', () => {
    expect(shown({ answer: { orderId: 'A95', isReversed: true, state: 'refunded', expiresAt: 9 } })).toEqual([
      '结果 订单 A95，已退券 是，状态 已退款，到期 moment 9',
    ])
    expect(shown({ team: { departmentIds: [2, 3], userIds: [] } })).toEqual(['团队 部门 2、3'])
    expect(shown({ changes: { singleCapPercent: 8 }, before: {} })).toEqual(['改为 单次上限比例 8%'])
    expect(shown({ deleted: { follow: 1, customerTag: 4 } })).toEqual(['删除的记录 跟进关系 1，标签 4'])
  })

  it('shows lists, and what nobody named as it is', () => {
    expect(shown({ routes: ['getPanel', 'getTimeline'], reason: '客户要求', other: 'x' })).toEqual([
      '读取 首页、轨迹',
      '原因 客户要求',
      'other x',
    ])
  })
})

describe('every value that programs go by has a word', () => {
  const reads = Object.entries(paths)
    .filter(([, path]) => path.startsWith('GET /api/v1/customers/:externalUserId/'))
    .map(([name]) => name)
  const values: Record<string, readonly string[]> = {
    from: roles,
    to: roles,
    state: couponStates,
    reason: [...rejectReasons, ...snoozes, ...overrideReasons, ...voidCoupon.body.shape.reason.options],
    override: overrideReasons,
    contentType: [...contentTypes, ...groupPushKinds],
    kind: [...tagKinds, ...alertKinds, ...identityKinds],
    kinds: identityKinds,
    source: [...tagSources, ...consentSources],
    field: revealFields,
    scopes: keyScopes,
    route: reads,
  }

  it.each(Object.keys(values))('%s', (key) => {
    const unnamed = (values[key] ?? []).filter((value) => detailWord(key, value) === value)
    expect(unnamed).toEqual([])
  })

  it('and every setting and every kind of record has a name', () => {
    const keys = [...Object.keys(defaultSettings), ...personTables, ...pseudonymTables]
    expect(keys.filter((key) => detailNames[key] === undefined)).toEqual([])
  })
})
