import type { RuleId } from '../rules/catalogue.ts'

/** `flagged`: only suspicious, somebody looks at it. `refused`: proven, and it did not happen. */
export type AlertOutcome = 'flagged' | 'refused'

export const alertKinds = [
  'codeGuess',
  'sharedLink',
  'sharedDevice',
  'samePerson',
  'staffClaim',
  'ownCoupon',
  'staffCoupon',
  'fastAdvisor',
  'fastOffer',
  'fastDevice',
  'returns',
] as const
export type AlertKind = (typeof alertKinds)[number]

interface AlertMeaning {
  ruleId: RuleId
  outcome: AlertOutcome
  name: string
  /** `count`: what was counted; `bound`: from which number on (inclusive) it is told. */
  text: (count: number, bound: number) => string
}

const meanings: Readonly<Record<AlertKind, AlertMeaning>> = {
  codeGuess: {
    ruleId: 'CODE-GUESS',
    outcome: 'refused',
    name: '试错太多',
    text: (count) => `同一来源连续试错，超限后又被拒绝${count}次`,
  },
  sharedLink: {
    ruleId: 'SHARED-LINK',
    outcome: 'flagged',
    name: '链接被转发',
    text: (count, bound) => `这张券的链接在${count}台设备上打开过（${bound}台起提醒）；券只有第一位能用`,
  },
  sharedDevice: {
    ruleId: 'ONE-DEVICE',
    outcome: 'flagged',
    name: '一台设备多人领',
    text: (count, bound) => `同一台设备领了${count}位客户的券（${bound}位起提醒）`,
  },
  samePerson: {
    ruleId: 'SAME-PERSON',
    outcome: 'flagged',
    name: '像是同一个人',
    text: () => '两个账号有相同的身份信息，请在「身份」页决定',
  },
  staffClaim: {
    ruleId: 'SELF-USE',
    outcome: 'refused',
    name: '员工领券',
    text: (count) => `企业成员领客户的券，已拒绝${count}次`,
  },
  ownCoupon: {
    ruleId: 'SELF-USE',
    outcome: 'refused',
    name: '给自己发券',
    text: (count) => `成员给自己的客户身份发券，已拒绝${count}次`,
  },
  staffCoupon: {
    ruleId: 'SELF-USE',
    outcome: 'flagged',
    name: '员工用券',
    text: (count) => `成员以客户身份用了${count}张券`,
  },
  fastAdvisor: {
    ruleId: 'FAST-REDEEM',
    outcome: 'flagged',
    name: '核销太快（顾问）',
    text: (count, bound) => `同一位顾问的券短时间内核销了${count}张（${bound}张起提醒）`,
  },
  fastOffer: {
    ruleId: 'FAST-REDEEM',
    outcome: 'flagged',
    name: '核销太快（优惠）',
    text: (count, bound) => `同一项优惠短时间内核销了${count}张（${bound}张起提醒）`,
  },
  fastDevice: {
    ruleId: 'FAST-REDEEM',
    outcome: 'flagged',
    name: '核销太快（设备）',
    text: (count, bound) => `同一台设备领的券短时间内核销了${count}张（${bound}张起提醒）`,
  },
  returns: {
    ruleId: 'RETURN-RATE',
    outcome: 'flagged',
    name: '退款太多',
    text: (count, bound) => `用券客户的订单退了${count}%（${bound}%起提醒）`,
  },
}

/**
 * What an alert of a kind means: its rule, whether the thing was refused or only flagged, and a name and sentence for staff
 * that name nobody. Proven is what WeCom's sign-in or an admin's word says of a member, or a limit that was hit; everything
 * else is only suspicious, and flagging it changes nothing for the customer. Source: OFF-13 and ours.
 */
export function alertMeaning(kind: AlertKind): AlertMeaning {
  return meanings[kind]
}
