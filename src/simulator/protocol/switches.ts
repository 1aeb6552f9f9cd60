/** Every uncertainty of the real platform that a tester can turn. */
export const switchChoices = {
  dialect: ['windows', 'mac', 'mobile', 'qy'],
  bridge: ['present', 'late', 'absent', 'silent'],
  send: ['direct', 'staged', 'confirm', 'cancel', 'fail'],
  sendFailure: [
    'fail',
    'fail no permission',
    'fail_nopermission to execute',
    'fail_no_permission',
    'access_denied',
    'fail_nosupport',
    'fail_without context of external contact',
    'fail_fail_without context of external contact',
    'fail, invalid param, link or img_url is invalid',
  ],
  config: [
    'ok',
    'invalid signature',
    'fail',
    'fail_invalid url domain',
    'the permission value is offline verifying',
  ],
  identity: [
    'ok',
    'fail no permission',
    'fail_no permission',
    'fail_nopermission to execute',
    'no permission to execute',
    'access_denied',
    'fail_nosupport',
    'function not exist',
    'fail',
  ],
  customerSwitch: ['reload', 'keep', 'restore'],
  entry: [
    'auto',
    'contact_profile',
    'single_chat_tools',
    'group_chat_tools',
    'chat_attachment',
    'single_kf_tools',
    'chain_single_chat_tools',
    'chain_group_chat_tools',
    'internal_group_chat_board',
    'normal',
  ],
  contactKind: ['customer', 'external'],
  width: ['300', '360', '420', 'phone'],
  platform: ['windows', 'mac', 'ios', 'android', 'harmony'],
  oauth: ['ok', 'reused', 'expired', 'non-member', 'wrong-domain'],
  ticket: ['ok', 'refused', 'stale'],
  eventDelivery: ['normal', 'duplicate', 'drop', 'reorder', 'burst'],
} as const

type Choices = typeof switchChoices
export type ChoiceSwitch = keyof Choices

export const flagSwitches = [
  'dark',
  'ipNotAllowed',
  'notInCustomerContact',
  'outOfRange',
  'rateLimited',
  'concurrency',
  'randomBusy',
  'down',
] as const
export type FlagSwitch = (typeof flagSwitches)[number]

export const millisecondSwitches = ['bridgeDelayMs', 'latencyMs'] as const
export type MillisecondSwitch = (typeof millisecondSwitches)[number]

export type Switches = { [K in ChoiceSwitch]: Choices[K][number] } & { [K in FlagSwitch]: boolean } & {
  [K in MillisecondSwitch]: number
} & { wecomVersion: string }

export const defaultSwitches: Switches = {
  dialect: 'windows',
  bridge: 'present',
  bridgeDelayMs: 800,
  send: 'direct',
  sendFailure: 'fail no permission',
  config: 'ok',
  identity: 'ok',
  customerSwitch: 'reload',
  entry: 'auto',
  contactKind: 'customer',
  width: '360',
  dark: false,
  platform: 'windows',
  wecomVersion: '5.0.11',
  oauth: 'ok',
  ticket: 'ok',
  eventDelivery: 'normal',
  ipNotAllowed: false,
  notInCustomerContact: false,
  outOfRange: false,
  rateLimited: false,
  concurrency: false,
  randomBusy: false,
  down: false,
  latencyMs: 0,
}

const longestDelayMs = 60_000

function isAllowed(name: string, value: unknown): boolean {
  if (name in switchChoices)
    return (switchChoices[name as ChoiceSwitch] as readonly unknown[]).includes(value)
  if ((flagSwitches as readonly string[]).includes(name)) return typeof value === 'boolean'
  if ((millisecondSwitches as readonly string[]).includes(name)) {
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestDelayMs
  }
  return name === 'wecomVersion' && typeof value === 'string' && /^\d{1,3}(\.\d{1,5}){1,3}$/.test(value)
}

/** The switches after a patch, or the names that are unknown or carry a value they cannot have. */
export function changeSwitches(
  current: Switches,
  patch: unknown,
): { switches: Switches } | { refused: string[] } {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return { refused: ['body'] }
  const refused = Object.entries(patch).filter(([name, value]) => !isAllowed(name, value))
  if (refused.length > 0) return { refused: refused.map(([name]) => name) }
  return { switches: { ...current, ...(patch as Partial<Switches>) } }
}
