import type { Switches } from '../../protocol/switches.ts'
import type { Reply } from '../bridge/messages.ts'
import type { Outcome } from './outcome.ts'

/** Failures that the clients give without any leading "fail". */
const bareReasons = new Set(['function not exist', 'invalid signature'])

const failPrefix: Record<Switches['dialect'], string> = {
  windows: 'fail_',
  mac: 'fail_fail_',
  mobile: 'fail ',
  qy: 'fail_',
}

function keywordOf(dialect: Switches['dialect'], outcome: Outcome): string {
  if (outcome.kind === 'spelled') return outcome.keyword
  if (outcome.kind !== 'fail') return outcome.kind
  return bareReasons.has(outcome.reason) ? outcome.reason : failPrefix[dialect] + outcome.reason
}

/** The raw object that a client of the given platform hands to the page. */
export function spellReply(dialect: Switches['dialect'], name: string, outcome: Outcome): Reply {
  const keyword = keywordOf(dialect, outcome)
  const data = outcome.kind === 'ok' ? (outcome.data ?? {}) : {}
  const code = outcome.kind === 'fail' || outcome.kind === 'spelled' ? outcome.code : undefined
  const spelledCode =
    outcome.kind === 'spelled' && outcome.code !== undefined ? { err_code: outcome.code } : {}
  if (dialect === 'windows') return { ...data, ...spelledCode, errmsg: keyword }
  if (dialect === 'mobile') return { ...data, ...spelledCode, err_msg: `${name}:${keyword}` }
  const isGood = outcome.kind === 'ok'
  if (dialect === 'mac') return { ...data, err_msg: `${name}:${keyword}`, err_code: isGood ? 0 : (code ?? 2) }
  return { ...data, err_msg: `qy.${name}:${keyword}`, err_code: isGood ? 0 : (code ?? -1) }
}
