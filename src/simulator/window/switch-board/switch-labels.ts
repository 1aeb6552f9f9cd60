import type { ChoiceSwitch, FlagSwitch, MillisecondSwitch } from '../../protocol/switches.ts'

type Control =
  | { kind: 'choice'; name: ChoiceSwitch; label: string; values?: Record<string, string> }
  | { kind: 'flag'; name: FlagSwitch; label: string }
  | { kind: 'milliseconds'; name: MillisecondSwitch; label: string }
  | { kind: 'version'; name: 'wecomVersion'; label: string }

/** The switch board's groups. Values without a label are shown as the platform writes them. */
export const switchGroups: { title: string; controls: Control[] }[] = [
  {
    title: '客户端',
    controls: [
      {
        kind: 'choice',
        name: 'platform',
        label: '平台',
        values: { windows: 'Windows', mac: 'macOS', ios: 'iOS', android: 'Android', harmony: 'HarmonyOS' },
      },
      { kind: 'version', name: 'wecomVersion', label: '企业微信版本' },
      {
        kind: 'choice',
        name: 'dialect',
        label: '返回值写法',
        values: {
          windows: 'Windows errmsg',
          mac: 'macOS fail_fail_',
          mobile: '手机 err_msg',
          qy: 'qy. 前缀',
        },
      },
      { kind: 'flag', name: 'dark', label: '深色外观' },
    ],
  },
  {
    title: 'JS 桥',
    controls: [
      {
        kind: 'choice',
        name: 'bridge',
        label: '注入方式',
        values: { present: '一开始就有', late: '延后注入', absent: '没有', silent: '有但不应答' },
      },
      { kind: 'milliseconds', name: 'bridgeDelayMs', label: '延后(毫秒)' },
      { kind: 'choice', name: 'entry', label: '打开的入口', values: { auto: '按会话' } },
      {
        kind: 'choice',
        name: 'contactKind',
        label: '对方身份',
        values: { customer: '客户', external: '外部联系人(非客户)' },
      },
      { kind: 'choice', name: 'config', label: '页面签名的应答', values: { ok: '按签名判断' } },
      { kind: 'choice', name: 'identity', label: '问会话对象的应答', values: { ok: '按会话' } },
      {
        kind: 'choice',
        name: 'customerSwitch',
        label: '切换会话时',
        values: { reload: '重新加载', keep: '保留页面', restore: '恢复上次路由' },
      },
    ],
  },
  {
    title: '发送',
    controls: [
      {
        kind: 'choice',
        name: 'send',
        label: '发送方式',
        values: {
          direct: '直接发出',
          staged: '放进输入框',
          confirm: '弹窗确认',
          cancel: '被取消',
          fail: '失败',
        },
      },
      { kind: 'choice', name: 'sendFailure', label: '失败写法' },
    ],
  },
  {
    title: '登录与票据',
    controls: [
      {
        kind: 'choice',
        name: 'oauth',
        label: '网页授权',
        values: {
          ok: '正常',
          reused: 'code 已用过',
          expired: 'code 已过期',
          'non-member': '不是成员',
          'wrong-domain': '域名不可信',
        },
      },
      {
        kind: 'choice',
        name: 'ticket',
        label: 'JS 票据',
        values: { ok: '正常', refused: '拒绝发放', stale: '发放失效票据' },
      },
    ],
  },
  {
    title: '事件回调',
    controls: [
      {
        kind: 'choice',
        name: 'eventDelivery',
        label: '送达方式',
        values: {
          normal: '逐个送达',
          duplicate: '每个送两次',
          drop: '不送达',
          reorder: '颠倒顺序',
          burst: '同一秒集中送达',
        },
      },
    ],
  },
  {
    title: '服务端接口',
    controls: [
      { kind: 'flag', name: 'down', label: '连不上' },
      { kind: 'flag', name: 'ipNotAllowed', label: 'IP 不在白名单 60020' },
      { kind: 'flag', name: 'notInCustomerContact', label: '没有客户联系权限 48002' },
      { kind: 'flag', name: 'outOfRange', label: '不在可见范围 60011 / 84061' },
      { kind: 'flag', name: 'rateLimited', label: '频率超限 45009' },
      { kind: 'flag', name: 'concurrency', label: '并发超限 45033' },
      { kind: 'flag', name: 'randomBusy', label: '时常繁忙 -1' },
      { kind: 'milliseconds', name: 'latencyMs', label: '接口延迟(毫秒)' },
    ],
  },
]
