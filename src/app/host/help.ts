import type { Chat } from './bridge.ts'

/** What the advisor tries, and what the administrator looks at when that was not enough. */
export interface HostHelp {
  steps: readonly string[]
  admin: readonly string[]
}

const reopen = '关掉侧边栏再打开；还不行，重启企业微信'
const seeDiagnostics = '打开 /console/diagnostics 或运行 npx zhike doctor，先改那里说的问题'

/**
 * Help for each way in which WeCom keeps the panel from knowing its customer. What WeCom means by its words: path 96912 of
 * developer.work.weixin.qq.com.
 */
export const hostHelp = {
  entry: {
    steps: [
      '电脑：在企业微信里打开与客户的单聊，从聊天窗口右侧的工具栏打开知客',
      '手机：打开与客户的单聊，从输入框上方的工具栏或右上角的菜单打开知客',
      '从工作台、通讯录、同事之间的聊天或普通浏览器打开，都认不出客户',
    ],
    admin: [
      '应用管理 → 自建 → 本应用 →「配置到聊天工具栏」→ 配置页面：地址是 PUBLIC_URL，单聊和群聊都勾选',
      '单聊里没有入口：这位成员要在应用的「可见范围」里，对方要是客户（成员在客户联系的「使用范围」里）',
    ],
  },
  'no-bridge': {
    steps: ['请在企业微信里打开；微信和普通浏览器里没有这个接口', reopen],
    admin: ['把企业微信升级到 3.0.24 以上的版本'],
  },
  timeout: {
    steps: ['点「重试」', reopen],
    admin: ['看看是一位成员还是所有人都这样；所有人都这样时，' + seeDiagnostics],
  },
  network: {
    steps: ['检查网络，再点「重试」'],
    admin: ['公司网络要放行企业微信客户端和 PUBLIC_URL 的域名'],
  },
  context: {
    steps: ['回到与客户的单聊或客户群，从那里的工具栏打开知客'],
    admin: ['「配置到聊天工具栏」里，单聊和群聊都要勾选'],
  },
  permission: {
    steps: [
      '确认对方是您的客户：只是外部联系人、还没有成为客户时，企业微信不说他是谁',
      '对方是客户，却人人打不开：请把下面的内容发给管理员',
    ],
    admin: [
      '客户与上下游 → 客户联系 → 权限配置：「使用范围」要有这位成员',
      '客户联系 → API →「可调用接口的应用」：要勾选本应用',
      '应用管理 → 自建 → 本应用：「可见范围」要有这位成员',
    ],
  },
  domain: {
    steps: ['请把下面的内容发给管理员'],
    admin: [
      '应用管理 → 自建 → 本应用 →「网页授权及 JS-SDK」：可信域名要与这一页的主机名完全一样，并通过校验文件的验证',
      '成员打开的地址要与 PUBLIC_URL 是同一个主机名，不带端口',
    ],
  },
  signature: {
    steps: ['点「重试」', reopen],
    admin: [
      seeDiagnostics,
      'WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_SECRET 要属于同一个应用',
      '服务器时间要准（开启 NTP），成员打开的地址要与 PUBLIC_URL 一致',
    ],
  },
  unsupported: {
    steps: ['把企业微信升级到最新版本，再打开侧边栏'],
    admin: ['侧边栏要用企业微信 3.0.24 以上的版本'],
  },
  content: {
    steps: ['换一条内容再试'],
    admin: ['PUBLIC_URL 要是公网打得开的 https 地址，卡片的链接和图片都在那里'],
  },
  unknown: {
    steps: ['点「重试」', reopen],
    admin: [
      '按下面企业微信的原话和错误码，在 https://open.work.weixin.qq.com/devtool/query 查原因',
      seeDiagnostics,
    ],
  },
} as const satisfies Record<string, HostHelp>

export type HelpId = keyof typeof hostHelp

/** Which help a chat without a customer needs. */
export function helpIdFor({ problem }: Extract<Chat, { kind: 'none' }>): HelpId {
  if (problem === undefined) return 'entry'
  if (problem.reason !== 'signature') return problem.reason
  return /url ?_?domain/i.test(problem.raw) ? 'domain' : 'signature'
}
