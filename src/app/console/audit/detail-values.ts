import { alertKinds, alertMeaning } from '../../../domain/abuse/alert.ts'
import { rejectReasonNames, snoozeNames } from '../../../domain/actions/reject-reasons.ts'
import { contentNames } from '../../../domain/cadence/content-type.ts'
import { groupPushNames } from '../../../domain/cadence/groups/push-kind.ts'
import { couponStateNames } from '../../../domain/coupons/coupon.ts'
import { roleNames } from '../shell/role-names.ts'

type Words = Readonly<Record<string, string>>

const reasons: Words = {
  ...rejectReasonNames,
  ...snoozeNames,
  asked: '客户主动在问',
  agreed: '已约定回复',
  'after-sale': '售后处理',
  other: '其他',
  advisor: '顾问作废',
  cancelled: '发送时取消',
  'send-failed': '没有发出去',
  'wrong-customer': '会话已换人',
}
const kinds: Words = {
  ...Object.fromEntries(alertKinds.map((kind) => [kind, alertMeaning(kind).name])),
  interest: '兴趣',
  intent: '意向',
  fact: '事实',
  externalUserId: '企业微信客户',
  unionId: '微信 unionId',
  shopCustomerId: '商城会员号',
  phone: '手机号',
  orders: '订单',
  events: '行为',
  customers: '客户',
  products: '商品',
}
const routes: Words = {
  getPanel: '首页',
  getChanges: '首页的更新',
  listOffers: '优惠',
  getTimeline: '轨迹',
  listTags: '标签',
  listTouches: '触达',
  listIgnored: '忽略的建议',
  listReminders: '提醒',
  getPrivacy: '隐私',
  getQuiz: '小测试',
}

/** The words of values that programs go by, for each key that carries such values. */
const words: Readonly<Record<string, Words>> = {
  from: roleNames,
  to: roleNames,
  state: { ...couponStateNames, requested: '已申请', approved: '已批准', refused: '未批准' },
  reason: reasons,
  override: reasons,
  contentType: { ...contentNames, ...groupPushNames },
  kind: kinds,
  kinds,
  source: {
    data: '订单数据',
    behaviour: '浏览行为',
    manual: '顾问添加',
    corp: '企业标签',
    personal: '个人标签',
    customer: '客户自述',
    chat: '聊天',
    store: '门店',
    form: '表单',
    quiz: '小测试',
  },
  field: { phone: '手机号', remark: '备注', notes: '跟进' },
  outcome: {
    done: '已完成',
    cancelled: '已取消',
    merged: '已合并',
    linked: '已关联',
    dismissed: '不是同一人',
  },
  scope: { store: '门店', newcomer: '新客', campaign: '活动', advisor: '顾问', customer: '客户' },
  period: { month: '每月', total: '总共' },
  scopes: { ingest: '写入数据', redeem: '核销', metrics: '读取指标' },
  route: routes,
  routes,
}

/** The word of a value under its key; a value that nobody named is shown as it is. */
export function detailWord(key: string, value: string): string {
  return words[key]?.[value] ?? value
}
