import type { CheckStatus, Cure, Diagnostics } from '../../contract/diagnostics.ts'

const marks: Record<CheckStatus, string> = {
  ok: '[正常]',
  warning: '[注意]',
  broken: '[要处理]',
  unknown: '[未查]',
}
const verdicts = { ok: '没有要处理的问题。', warning: '可以使用，有几处建议处理。', broken: '有问题要处理。' }

function cureLines(cure: Cure): string[] {
  return [`    原因：${cure.cause}`, ...cure.steps.map((step, index) => `    ${index + 1}. ${step}`)]
}

/** The diagnostics for a terminal. */
export function reportLines({ checks, addresses, settings, verdict }: Diagnostics): string[] {
  return [
    ...checks.flatMap(({ status, title, detail, cure }) => [
      `${marks[status]} ${title}：${detail}`,
      ...(cure !== null && status !== 'ok' ? cureLines(cure) : []),
    ]),
    '',
    '填到企业微信管理后台的地址：',
    ...addresses.map(({ label, value }) => `  ${label}：${value}`),
    '',
    '配置：',
    ...settings.map(({ key, value }) => `  ${key}=${value}`),
    '',
    verdicts[verdict],
  ]
}
