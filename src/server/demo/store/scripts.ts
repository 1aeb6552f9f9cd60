import type { Script } from '../../../domain/scripts/script.ts'
import { scriptLibrary } from '../../starter/scripts/script-library.ts'

const common = { scene: 'single', variantOf: null, weight: 1 } as const

/** What the demo store adds to the starter: live stock, a testimonial, a second wording that is tried against the first, and a benefit for groups. */
const ownScripts: readonly Script[] = [
  {
    ...common,
    scriptId: 'demo-live-stock',
    title: '逼单-真实余量',
    step: 'action',
    stages: ['considering'],
    objection: 'later',
    contentType: 'other',
    body: '{称呼}，您看的{商品}今天还剩{真实余量}份，想要的话我先帮您留一份；不急也没关系，补货了我再告诉您。',
  },
  {
    ...common,
    scriptId: 'demo-testimonial',
    title: '见证-老客授权反馈',
    step: 'desire',
    stages: ['interested', 'considering'],
    objection: 'effect',
    contentType: 'know-how',
    body: '{称呼}，您想知道别人用着怎么样的话，这是一位老客同意分享的：{见证}每个人感受不同，只作参考。',
  },
  {
    ...common,
    scriptId: 'demo-need-first-b',
    title: '嫌贵-先聊需要 B',
    step: 'attention',
    stages: ['interested', 'considering'],
    objection: 'price',
    contentType: 'question',
    variantOf: 'starter-attention-06',
    body: '{称呼}，您先别管价格。回我一个数：1 清洁，2 保湿，3 防晒，哪一步最想改善？我只配这一步，别的先用手上的。',
  },
  {
    ...common,
    scene: 'group',
    scriptId: 'demo-group-benefit',
    title: '群-周五福利日',
    step: 'action',
    stages: [],
    objection: 'none',
    contentType: 'offer',
    body: '今天是{店名}的周五福利日，老朋友下单包邮，再送一份旅行装。想看清单的回「清单」，我单独发您，不刷屏。',
  },
]

export const demoScripts: readonly Script[] = [...scriptLibrary, ...ownScripts]
