import { fen, people, percent, type Rule, steps, times, weeks } from '../rule.ts'

/** Groups, Moments, the way in and the channel. */
export const groupRules = {
  'CAD-08': {
    kind: 'G',
    source: '000',
    values: { contentPerWeek: times(3, 0, 14), salesPerWeek: times(1, 0, 7) },
    sentence: '中低客单价走群：一周内容最多{contentPerWeek}，秒杀最多{salesPerWeek}',
    implementedIn: 'domain/cadence/groups/group-meter.ts',
  },
  'CAD-09': {
    kind: 'G',
    source: '000',
    values: {
      lightPerWeek: times(3, 0, 14),
      benefitPerWeek: times(1, 0, 7),
      fromPeople: people(100, 10, 500),
      toPeople: people(200, 10, 500),
    },
    sentence:
      '{fromPeople}到{toPeople}的群，一周轻互动最多{lightPerWeek}，福利最多{benefitPerWeek}，不天天推',
    implementedIn: 'domain/cadence/groups/group-meter.ts',
  },
  'CAD-11': {
    kind: 'D',
    source: '002',
    values: { perWeek: times(1, 1, 7), streakWeeks: weeks(4, 1, 52) },
    sentence: '打卡一周{perWeek}，连续{streakWeeks}算坚持，不过度游戏化',
    implementedIn: 'domain/groups/check-in.ts',
  },
  'CAD-12': {
    kind: 'G',
    source: '002',
    values: { perDay: times(3, 1, 10) },
    sentence: '朋友圈一天最多发{perDay}',
    implementedIn: 'domain/cadence/groups/moments-meter.ts',
  },
  'WEL-01': {
    kind: 'L',
    source: '001',
    values: { steps: steps(3, 1, 6), entryPercent: percent(65, 1, 100) },
    sentence: '入群最多{steps}；扫码、自动打标、欢迎语连起来，目标入群率{entryPercent}',
    implementedIn: 'domain/welcome/join-path.ts',
  },
  'WEL-02': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '欢迎语要有三样：有什么好处、现在做什么、到什么时候',
    implementedIn: 'domain/welcome/welcome-text.ts',
  },
  'WEL-03': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '两道筛选：先看渠道钩子，再用问卷和规则',
    implementedIn: 'domain/welcome/screening.ts',
  },
  'WEL-04': {
    kind: 'D',
    source: '003',
    values: {},
    sentence: '旅程：添加后送券和商品，付款后通知，过几天发话术，售后期结束讲积分',
    implementedIn: 'domain/welcome/journey.ts',
  },
  'CHN-01': {
    kind: 'D',
    source: '000',
    values: { suggestFen: fen(150_000, 10_000, 10_000_000) },
    sentence: '客单价达到{suggestFen}建议一对一，到了专人线由专人跟进，其余走群',
    implementedIn: 'domain/channels/channel-route.ts',
  },
  'CHN-02': {
    kind: 'D',
    source: '000',
    values: { automatedPercent: percent(70, 0, 100) },
    sentence: '例行通知约{automatedPercent}自动准备，人专注有价值的沟通',
    implementedIn: 'domain/channels/preparation.ts',
  },
  'GRP-01': {
    kind: 'L',
    source: '000 001 002',
    values: { splitPeople: people(200, 50, 500), idealPeople: people(100, 10, 500) },
    sentence: '群最好从{idealPeople}起，超过{splitPeople}就拆群',
    implementedIn: 'domain/groups/group-size.ts',
  },
  'GRP-02': {
    kind: 'D',
    source: '001',
    values: {},
    sentence: '建群前想好三件事：价值、人设、首单路径',
    implementedIn: 'domain/groups/group-plan.ts',
  },
} satisfies Record<string, Rule>
