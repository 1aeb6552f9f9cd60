import type { Cure } from '../../contract/diagnostics.ts'

const appPage = '企业微信管理后台 → 应用管理 → 自建 → 打开本应用'
const contactPage = '企业微信管理后台 → 客户与上下游 → 客户联系'
const restart = '改好后重启服务，再运行 npx zhike doctor'

const permission: Cure = {
  title: '应用没有这个接口的权限',
  cause: '本应用没有被允许调用客户联系的接口，所以读不到客户、标签和客户群。',
  steps: [
    `打开 ${contactPage} → API，点「可调用接口的应用」`,
    '勾选本应用并保存（自建应用要勾选，不是填 Secret）',
    '等一分钟，回到这里重新检查',
  ],
}
const credentials: Cure = {
  title: '应用的 Secret 不对',
  cause: '企业微信不认 WECOM_SECRET：填错了、被重置过，或拿的是别的应用的 Secret。',
  steps: [`打开 ${appPage}，点 Secret 旁的「查看」，在手机上取到新的 Secret`, '写进 WECOM_SECRET', restart],
}
const visibleRange: Cure = {
  title: '成员不在应用的可见范围里',
  cause: '应用的可见范围不包含这位成员或他所在的部门，读不到他的资料，他也打不开侧边栏。',
  steps: [
    `打开 ${appPage}，编辑「可见范围」`,
    '加入所有会用侧边栏的成员或部门并保存',
    '请成员重新打开侧边栏',
  ],
}
const trustedDomain: Cure = {
  title: '可信域名没有配好',
  cause:
    '页面的域名不是本应用的可信域名，或还没有通过归属验证。比对的是完整主机名，上级域名不算，不能是 IP、带端口或短链接。',
  steps: [
    '确认 PUBLIC_URL 是 https、443 端口、已备案的域名',
    `打开 ${appPage} →「网页授权及 JS-SDK」，填写 PUBLIC_URL 的完整主机名`,
    '下载校验文件，把「文件名=内容」写进 WECOM_VERIFY_FILE 并重启，再点「验证」',
  ],
}
const ticket: Cure = {
  title: '页面签名被拒绝',
  cause:
    '企业微信客户端不认这个页面的 JS-SDK 签名：票据不是本应用的、页面地址与签名的地址不一致，或服务器时间不准。',
  steps: [
    '确认 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_SECRET 属于同一个应用',
    '确认成员打开的地址与 PUBLIC_URL 的主机名一致',
    '校准服务器时间（开启 NTP）',
  ],
}

/**
 * What an administrator changes for each error code of WeCom, in plain words and in order; the only place that says so. A
 * code that stands here is stored when it happens; the others are for programs.
 */
const cures: Record<number, Cure> = {
  40001: credentials,
  41004: { ...credentials, title: '没有给出 Secret', cause: 'WECOM_SECRET 是空的。' },
  40091: {
    ...credentials,
    title: 'Secret 属于另一家企业',
    cause: 'WECOM_SECRET 与 WECOM_CORP_ID 不是同一家企业的。',
  },
  40013: {
    title: '企业 ID 不对',
    cause: '企业微信不认 WECOM_CORP_ID。',
    steps: [
      '打开 企业微信管理后台 → 我的企业 → 企业信息，复制最下面的「企业 ID」',
      '写进 WECOM_CORP_ID',
      restart,
    ],
  },
  40056: {
    title: '应用的 AgentId 不对',
    cause: '企业微信不认 WECOM_AGENT_ID。',
    steps: [`打开 ${appPage}，复制「AgentId」`, '写进 WECOM_AGENT_ID', restart],
  },
  301002: {
    title: 'Secret 与 AgentId 不是同一个应用的',
    cause: '令牌属于一个应用，AgentId 却是另一个应用的；每个应用有自己的 Secret。',
    steps: [
      `打开 ${appPage}，把同一页上的 AgentId 和 Secret 一起抄下来`,
      '写进 WECOM_AGENT_ID 和 WECOM_SECRET',
      restart,
    ],
  },
  48001: permission,
  48002: permission,
  48006: {
    title: '接口权限已被收回',
    cause: '应用长期没有使用，企业微信收回了它的接口权限。',
    steps: [`打开 ${appPage}，按页面提示重新启用接口权限`, '等几分钟，回到这里重新检查'],
  },
  60020: {
    title: '服务器的 IP 不在可信 IP 里',
    cause: '企业微信只接受从可信 IP 发来的请求，服务器的出口 IP 不在名单上。',
    steps: [
      `打开 ${appPage} →「企业可信 IP」→ 配置`,
      '加入服务器的出口 IP（在服务器上看到的公网地址；有多个就都加）',
      '保存后约一分钟生效',
    ],
  },
  50001: {
    ...trustedDomain,
    title: '登录回跳的域名没有登记',
    cause: '登录后要回到 PUBLIC_URL，而它的域名不是本应用的可信域名。',
  },
  80001: trustedDomain,
  50002: visibleRange,
  60011: visibleRange,
  50003: {
    title: '应用已被停用',
    cause: '管理员停用了本应用，侧边栏打不开。',
    steps: [`打开 ${appPage}，把开关打开`],
  },
  84061: {
    title: '读不到成员的客户',
    cause:
      '企业微信说这些成员没有这位客户。偶尔出现是正常的（客户已删除或换了顾问）；人人如此时，多半是成员不在客户联系的使用范围里。',
    steps: [
      `打开 ${contactPage} → 权限配置，把所有顾问加入「使用范围」`,
      `打开 ${appPage}，确认顾问在「可见范围」里`,
    ],
  },
  84074: {
    title: '成员没有客户联系权限',
    cause: '这位成员不在客户联系的使用范围里，不能添加和服务客户。',
    steps: [`打开 ${contactPage} → 权限配置，把成员加入「使用范围」`],
  },
  41054: {
    title: '成员没有激活或没有开通客户联系',
    cause: '这位成员还没有激活企业微信，或不在客户联系的使用范围里。',
    steps: ['请成员在手机上登录一次企业微信', `打开 ${contactPage} → 权限配置，把成员加入「使用范围」`],
  },
  40093: ticket,
  42012: {
    ...ticket,
    title: '用错了 JS-SDK 票据',
    cause: '侧边栏要用本应用的票据签名，企业票据不行；多半是 Secret 与 AgentId 不是同一个应用的。',
  },
  40057: {
    title: '接收事件的地址没有通过验证',
    cause: '企业微信打不开回调地址，或 Token、EncodingAESKey 与后台的不一致。',
    steps: [
      `打开 ${appPage} →「接收消息」→ 设置 API 接收，核对 URL、Token、EncodingAESKey`,
      '把 Token 写进 WECOM_CALLBACK_TOKEN，EncodingAESKey 写进 WECOM_CALLBACK_AES_KEY 并重启',
      '确认公网打得开这个地址，再点「保存」',
    ],
  },
  43012: {
    title: '要先配置接收事件的地址',
    cause: '这个接口要求应用先设置好接收消息的服务器。',
    steps: [
      '设好 WECOM_CALLBACK_TOKEN 和 WECOM_CALLBACK_AES_KEY 并重启',
      `打开 ${appPage} →「接收消息」→ 设置 API 接收，填写 URL 并保存`,
    ],
  },
}

/** They concern one member or customer; only when nothing else works do they concern the app. */
const personalCodes = new Set([50002, 60011, 84061, 84074, 41054])

/** What to change about an error code; null where an administrator can do nothing. */
export function cureOf(errcode: number): Cure | null {
  return cures[errcode] ?? null
}

export function isPersonal(errcode: number): boolean {
  return personalCodes.has(errcode)
}

/** Every code with a cure. */
export const curedCodes: readonly number[] = Object.keys(cures).map(Number)
