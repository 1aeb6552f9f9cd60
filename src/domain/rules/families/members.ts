import { fen, hours, people, percent, type Rule, times } from '../rule.ts'

export const memberRules = {
  'REF-01': {
    kind: 'D',
    source: '001 004',
    values: {
      friends: people(3, 1, 20),
      groupPeople: people(2, 2, 20),
      groupOffFen: fen(3_000, 0, 1_000_000),
      extraOffFen: fen(1_000, 0, 1_000_000),
      unlockFen: fen(990, 0, 100_000),
    },
    sentence:
      '老带新样例：邀{friends}得小样；{groupPeople}拼团减{groupOffFen}再减{extraOffFen}；助力{unlockFen}解锁；奖励在好友首单后发',
    implementedIn: 'domain/referral/referral-state.ts',
  },
  'MEM-01': {
    kind: 'D',
    source: '001 002',
    values: {
      secondFromFen: fen(50_000, 100, 100_000_000),
      thirdFromFen: fen(200_000, 100, 100_000_000),
      fourthFromFen: fen(500_000, 100, 100_000_000),
    },
    sentence:
      '会员等级以商城为准；商城没有时按近一年净消费，满{secondFromFen}、{thirdFromFen}、{fourthFromFen}依次升级',
    implementedIn: 'domain/members/tier.ts',
  },
  'MEM-02': {
    kind: 'B',
    source: '001 002 004',
    values: { retentionPercent: percent(40, 0, 500), repurchasePercent: percent(62, 0, 100) },
    sentence: '参考：分层做得好，高价值客户留存多{retentionPercent}，会员复购约{repurchasePercent}',
  },
  'MEM-03': {
    kind: 'D',
    source: '003',
    values: { invites: people(1, 1, 20), checkIns: times(1, 1, 30) },
    sentence: '积分要好赚好花，说清能换什么；任务样例：邀请{invites}、签到{checkIns}',
    implementedIn: 'domain/referral/points-panel.ts',
  },
  'TRUST-01': {
    kind: 'D',
    source: '001',
    values: { hours: hours(48, 1, 720) },
    sentence: '店里做得到时可以承诺：{hours}内退款到账',
    implementedIn: 'domain/promises/refund-promise.ts',
  },
} satisfies Record<string, Rule>
