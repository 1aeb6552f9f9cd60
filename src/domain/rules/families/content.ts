import { fen, onOff, percent, type Rule, steps } from '../rule.ts'

/** Content and scripts. */
export const contentRules = {
  'CON-01': {
    kind: 'K',
    source: '001',
    values: {
      usefulPercent: percent(70, 0, 100),
      interactivePercent: percent(20, 0, 100),
      conversionPercent: percent(10, 0, 100),
    },
    sentence: '群内容配比：有用{usefulPercent}、互动{interactivePercent}、转化{conversionPercent}',
    implementedIn: 'domain/cadence/groups/group-mix.ts',
  },
  'CON-02': {
    kind: 'B',
    source: '002',
    values: { isOn: onOff(0, 0, 1) },
    sentence: '参考：「三二一」配比可作备选，目前为{isOn}',
  },
  'CON-03': {
    kind: 'L',
    source: '000',
    values: { steps: steps(3, 1, 6) },
    sentence: '参与一个活动最多{steps}，能一键的优先',
    implementedIn: 'domain/quiz/quiz.ts',
  },
  'CON-04': {
    kind: 'D',
    source: '000',
    values: {},
    sentence: '多用卡片和小程序、竖版视频，不发长文和横图',
    implementedIn: 'domain/content/format.ts',
  },
  'CON-05': {
    kind: 'D',
    source: '000',
    values: {},
    sentence: '内容要连到需求和有货的商品，投票只投有货的',
    implementedIn: 'domain/content/product-link.ts',
  },
  'CON-06': {
    kind: 'B',
    source: '001 002',
    values: { reviewPercent: percent(47, 0, 100), posterPercent: percent(8, 0, 100) },
    sentence: '参考：点评作业的参与约{reviewPercent}，海报约{posterPercent}',
  },
  'SCR-01': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '每条销售话术都属于AIDA四步之一：注意、兴趣、欲望、行动',
    isEnforced: true,
    implementedIn: 'domain/scripts/script.ts',
  },
  'SCR-02': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '四步都有样例话术，其中的说法先过审',
    implementedIn: 'server/starter/scripts/script-library.ts',
  },
  'SCR-03': {
    kind: 'D',
    source: '001',
    values: { upliftPercent: percent(25, 0, 500) },
    sentence: '引用用户评价须本人同意、真实订单、名字打码(参考：转化多约{upliftPercent})',
  },
  'SCR-04': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '客户沉默时先问对内容有什么建议，不推销',
    implementedIn: 'server/starter/scripts/attention.ts',
  },
  'SCR-05': {
    kind: 'D',
    source: '001',
    values: { couponFen: fen(2_000, 0, 1_000_000) },
    sentence: '浏览后的话术可以带{couponFen}以内的券，但不说「检测到」，免得客户觉得被盯着',
    implementedIn: 'server/starter/scripts/interest.ts',
  },
  'SCR-06': {
    kind: 'G',
    source: '001',
    values: {},
    sentence: '有敏感词、绝对化用语或功效词的话不可发',
    implementedIn: 'domain/scripts/check-text.ts',
  },
} satisfies Record<string, Rule>
