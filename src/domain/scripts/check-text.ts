import { tellsOfScarcity, unbackedClaims } from './scarcity/scarcity-claims.ts'
import { flaggedWords, type FlaggedWord } from './words/flagged-words.ts'
import { foldedOf, foldText } from './words/folded-text.ts'

export interface TextFinding extends FlaggedWord {
  /** As written in the text. */
  found: string
  /** [start, end) in the text. */
  start: number
  end: number
}

const needles = new WeakMap<FlaggedWord, string>()

/** The word as it reads; worked out once for each word of a list. */
function needleOf(flagged: FlaggedWord): string {
  const known = needles.get(flagged)
  if (known !== undefined) return known
  const folded = foldedOf(flagged.word)
  needles.set(flagged, folded)
  return folded
}

/**
 * Every flagged word in the text, by position; of overlapping ones the longer. Full-width letters, Traditional characters
 * and separators inside a word ("最·佳") do not hide it. `extraWords` are the store's own (SCR-06). Scarcity passes only
 * where it counts what `isLiveCount` takes; by default nothing is live, so that a free-typed number is found (OFF-18).
 * Any finding blocks the text.
 */
export function checkText(
  text: string,
  extraWords: readonly FlaggedWord[] = [],
  isLiveCount: (count: number) => boolean = () => false,
): TextFinding[] {
  const reads = foldedOf(text)
  const words = [...flaggedWords, ...extraWords].filter((flagged) => reads.includes(needleOf(flagged)))
  // Most texts hold nothing: positions are worked out for the others.
  if (words.length === 0 && !tellsOfScarcity(reads)) return []
  const reading = foldText(text)
  const { folded, starts, ends } = reading
  const findings: TextFinding[] = unbackedClaims(
    text,
    (count) => count === 'live' || (typeof count === 'number' && isLiveCount(count)),
    reading,
  ).map(({ found, start, end }) => ({ word: found, kind: 'scarcity', replacement: null, found, start, end }))
  for (const flagged of words) {
    const needle = needleOf(flagged)
    if (needle === '') continue
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
      const start = starts[at] ?? 0
      const end = ends[at + needle.length - 1] ?? text.length
      findings.push({ ...flagged, found: text.slice(start, end), start, end })
    }
  }
  findings.sort((a, b) => a.start - b.start || b.end - a.end || (a.word < b.word ? -1 : 1))
  const kept: TextFinding[] = []
  for (const finding of findings) if (finding.start >= (kept.at(-1)?.end ?? 0)) kept.push(finding)
  return kept
}

/** The text with each finding replaced by what may be said instead, or left out. */
export function replaceFlagged(text: string, findings: readonly TextFinding[]): string {
  return [...findings]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (done, { start, end, replacement }) => done.slice(0, start) + (replacement ?? '') + done.slice(end),
      text,
    )
}
