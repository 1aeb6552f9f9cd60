import type { Clock } from '../../composables/useClock.ts'
import { roleNames } from '../shell/role-names.ts'

const roles: Readonly<Record<string, string>> = roleNames
const names: Readonly<Record<string, string>> = {
  offerId: '优惠',
  offerName: '优惠',
  costFen: '成本',
  capFen: '上限',
  actualCostFen: '实际成本',
  orderId: '订单',
  reason: '原因',
  from: '从',
  to: '到',
  followsWecom: '按企业微信',
  team: '团队',
  kind: '种类',
  ruleId: '规则',
  tag: '标签',
  name: '名称',
  route: '读取',
  routes: '读取',
  count: '次数',
  field: '字段',
  version: '版本',
  until: '到',
  at: '时间',
  toUserId: '交给',
  fromUserId: '来自',
  notes: '跟进',
  scripts: '话术',
  reminders: '提醒',
  coupons: '券',
  scopes: '权限',
  userIds: '成员',
  tags: '标签',
  hasWelcome: '有欢迎语',
  answer: '结果',
  length: '字数',
  hasNote: '有备注',
  contentType: '内容类型',
  refundedFen: '退款',
  returnedCostFen: '退回成本',
}

function shown(key: string, value: unknown, clock: Pick<Clock, 'moment'>): string {
  if (typeof value === 'number' && key.endsWith('Fen')) return `${(value / 100).toFixed(2)} 元`
  if (typeof value === 'number' && /(At|From|Until)$|^(at|until)$/.test(key)) return clock.moment(value)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map((entry) => shown('', entry, clock)).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : (roles[String(value)] ?? String(value))
}

/** What an entry of the trail carries, in words; a key nobody named is shown as it is, an absent value not at all. */
export function detailPairs(
  details: Readonly<Record<string, unknown>>,
  clock: Pick<Clock, 'moment'>,
): { key: string; name: string; value: string }[] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({ key, name: names[key] ?? key, value: shown(key, value, clock) }))
}
