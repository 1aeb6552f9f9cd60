import { z } from 'zod'

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optionalText = z.preprocess(blankIsAbsent, z.string().trim().min(1).optional())
const optionalUrl = z.preprocess(
  blankIsAbsent,
  z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
)

const notAPort = 'must be a port number from 1 to 65535'
const portSchema = z.coerce.number(notAPort).int(notAPort).min(1, notAPort).max(65_535, notAPort)

/** A choice that names what may be chosen. */
function choiceOf<const T extends readonly [string, ...string[]]>(choices: T) {
  return z.enum(choices, `must be one of ${choices.join(', ')}`)
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0)
    return true
  } catch {
    return false
  }
}

/** Every key of the environment. `.env.example` is compared with this schema by a test. */
export const configSchema = z.object({
  PORT: z.preprocess(blankIsAbsent, portSchema.default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  PUBLIC_URL: optionalUrl,
  TRUST_PROXY: optionalText,
  DATABASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must be file:PATH or postgres://…')
      .default('file:./data/zhike.sqlite'),
  ),
  SESSION_SECRET: z.preprocess(
    blankIsAbsent,
    z.string().min(32, 'must have at least 32 characters').optional(),
  ),
  WECOM_CORP_ID: optionalText,
  WECOM_AGENT_ID: z.preprocess(
    blankIsAbsent,
    z.string().regex(/^\d+$/, 'must be the number of the app').optional(),
  ),
  WECOM_SECRET: optionalText,
  WECOM_API_URL: optionalUrl,
  WECOM_OAUTH_URL: optionalUrl,
  WECOM_LOGIN_URL: optionalUrl,
  WECOM_CALLBACK_TOKEN: optionalText,
  WECOM_CALLBACK_AES_KEY: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[A-Za-z0-9]{43}$/, 'must be the 43 letters and digits of EncodingAESKey')
      .optional(),
  ),
  WECOM_VERIFY_FILE: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[A-Za-z0-9_-]+\.txt=.+$/, 'must be NAME.txt=content')
      .optional(),
  ),
  CLAIM_IDENTITY: z.preprocess(blankIsAbsent, choiceOf(['auto', 'off']).default('auto')),
  IMPORT_DIR: optionalText,
  ADMIN_USER_IDS: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      ),
  ),
  STORE_TIME_ZONE: z.preprocess(
    blankIsAbsent,
    z.string().refine(isTimeZone, 'must be a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    choiceOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
  NODE_ENV: z.preprocess(blankIsAbsent, z.string().optional()),
})

/** The keys that depend on each other; judged from the raw values, so that they are named beside keys that are bad in themselves. */
export function missingTogether(environment: Record<string, string | undefined>): string[] {
  const isGiven = (key: string) => (environment[key] ?? '').trim() !== ''
  const wecom = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET']
  if (!wecom.some(isGiven)) {
    if (environment['NODE_ENV'] !== 'production') return []
    return ['WECOM_CORP_ID is required when NODE_ENV=production (without WECOM_* only the demo runs)']
  }
  const missing = wecom.filter((key) => !isGiven(key))
  const lines = missing.map((key) => `${key} is missing: ${wecom.join(', ')} go together`)
  if (isGiven('SESSION_SECRET')) return lines
  return [...lines, 'SESSION_SECRET is required with WECOM_*: give at least 32 random characters']
}
