import type { CorpTagEdit } from './repository.ts'
import type { LeftAlone } from './plan.ts'

const whys: Record<LeftAlone['why'], string> = {
  foreign: 'it, or a tag in it, was made by somebody else in WeCom',
  'in-use': 'a rule, a channel, the quiz or the list still uses it',
}

function ended({ status, errcode }: Pick<CorpTagEdit, 'status' | 'errcode'>): string {
  const said = errcode === null ? 'WeCom could not be reached' : `WeCom refused with ${errcode}`
  if (status === 'foreign') return `stays: ${whys.foreign}`
  if (status === 'changed') return 'stays: somebody has changed it in WeCom'
  if (status === 'pending') return `is to follow: ${said}; the server tries again`
  return `stays: ${said}`
}

/** What became of the company's tags in WeCom, a line each. */
export function editLines(
  edits: readonly Pick<CorpTagEdit, 'kind' | 'groupName' | 'fromName' | 'toName' | 'status' | 'errcode'>[],
  left: readonly LeftAlone[],
): string[] {
  const told = edits.map((edit) => {
    const { kind, groupName, fromName, toName, status } = edit
    const what = kind === 'rename-group' ? `group ${fromName}` : `tag ${groupName}/${fromName}`
    if (status !== 'done') return `WeCom: ${what} ${ended(edit)}`
    return toName === null ? `WeCom: ${what} deleted` : `WeCom: ${what} renamed to ${toName}`
  })
  const kept = left.map(
    ({ groupName, name, why }) =>
      `WeCom: ${name === null ? `group ${groupName}` : `tag ${groupName}/${name}`} stays: ${whys[why]}`,
  )
  return [...told, ...kept]
}
