/** Traditional forms of the characters in the built-in list. */
const simplified = new Map(
  Object.entries({
    國: '国',
    級: '级',
    頂: '顶',
    極: '极',
    優: '优',
    價: '价',
    進: '进',
    網: '网',
    銷: '销',
    獨: '独',
    無: '无',
    萬: '万',
    療: '疗',
    癒: '愈',
    藥: '药',
    皺: '皱',
    發: '发',
    髮: '发',
    賭: '赌',
    單: '单',
    開: '开',
    貸: '贷',
    檢: '检',
    測: '测',
    脫: '脱',
    効: '效',
    見: '见',
  }),
)

/** Characters put between the letters of a word to hide it; sentence marks are not among them. */
const separator = /[\s\u200b-\u200f\u2060\ufeff·・•‧.*_~|/\\+=^\-—–]/u

export interface FoldedText {
  folded: string
  /** For each character of `folded`, where it begins and ends in the original text. */
  starts: number[]
  ends: number[]
}

/** The text as it reads: half-width, lower case, simplified, without separators; positions lead back to the original. */
export function foldText(text: string): FoldedText {
  const result: FoldedText = { folded: '', starts: [], ends: [] }
  let at = 0
  for (const character of text) {
    const end = at + character.length
    for (const plain of character.normalize('NFKC').toLowerCase()) {
      if (separator.test(plain)) continue
      result.folded += simplified.get(plain) ?? plain
      for (let unit = 0; unit < plain.length; unit += 1) {
        result.starts.push(at)
        result.ends.push(end)
      }
    }
    at = end
  }
  return result
}
