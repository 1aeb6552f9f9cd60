import type { CheckStatus, Diagnostics } from '../../../contract/diagnostics.ts'

type Kind = 'success' | 'warning' | 'danger' | 'info'

/** A word beside the colour, always. */
export const statusNames: Record<CheckStatus, { name: string; kind: Kind }> = {
  ok: { name: '正常', kind: 'success' },
  warning: { name: '注意', kind: 'warning' },
  broken: { name: '要处理', kind: 'danger' },
  unknown: { name: '没有查到', kind: 'info' },
}

export const verdicts: Record<
  Diagnostics['verdict'],
  { title: string; kind: 'success' | 'warning' | 'error' }
> = {
  ok: { title: '一切正常', kind: 'success' },
  warning: { title: '能用，但有要留意的地方', kind: 'warning' },
  broken: { title: '有要处理的问题，按下面的步骤改', kind: 'error' },
}
