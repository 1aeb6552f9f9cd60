export interface XmlElement {
  name: string
  /** Its own text, that of its children left out. */
  text: string
  children: XmlElement[]
}

export class XmlMalformed extends Error {}

const deepest = 8
const mostElements = 5000
const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])
const cdata = '<![CDATA['

function plainText(raw: string): string {
  return raw.replaceAll(/&([a-z]{1,4};)?/g, (_all, name: string | undefined) => {
    const letter = entities.get(name?.slice(0, -1) ?? '')
    if (letter === undefined) throw new XmlMalformed('an entity that XML does not define by itself')
    return letter
  })
}

/** The next piece of character data from `at`, or null where a tag begins. */
function characterData(text: string, at: number): { value: string; end: number } | null {
  if (text.startsWith(cdata, at)) {
    const end = text.indexOf(']]>', at)
    if (end < 0) throw new XmlMalformed('CDATA without an end')
    return { value: text.slice(at + cdata.length, end), end: end + 3 }
  }
  if (text[at] === '<') return null
  const next = text.indexOf('<', at)
  const end = next < 0 ? text.length : next
  return { value: plainText(text.slice(at, end)), end }
}

/**
 * A document as WeCom writes it: elements, text and CDATA. Anything more (DTD, other entities, comments, instructions,
 * attributes) is refused, so nothing can expand and nothing is fetched.
 */
export function readXml(text: string): XmlElement {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    throw new XmlMalformed('a control character')
  const document: XmlElement = { name: '', text: '', children: [] }
  const open = [document]
  const tag = /<(\/?)([A-Za-z_][\w.-]{0,63})\s{0,9}(\/?)>/y
  let count = 0
  let at = /^\ufeff?\s{0,9}(?:<\?xml[^<>?]*\?>)?/.exec(text)?.[0].length ?? 0
  while (at < text.length) {
    const parent = open.at(-1) ?? document
    const data = characterData(text, at)
    if (data) {
      if (parent === document && data.value.trim() !== '') throw new XmlMalformed('text outside of the root')
      parent.text += data.value
      at = data.end
      continue
    }
    tag.lastIndex = at
    const [found, closes, name = '', closesItself] = tag.exec(text) ?? []
    if (found === undefined) throw new XmlMalformed('markup other than elements, text and CDATA')
    at += found.length
    if (closes === '/') {
      if (parent.name !== name || closesItself === '/') throw new XmlMalformed('an end tag without its start')
      open.pop()
      continue
    }
    count += 1
    const element: XmlElement = { name, text: '', children: [] }
    parent.children.push(element)
    if (closesItself !== '/') open.push(element)
    if (open.length > deepest + 1 || count > mostElements)
      throw new XmlMalformed('too deep or too many elements')
  }
  const [root, ...others] = document.children
  if (open.length > 1 || !root || others.length > 0) throw new XmlMalformed('not exactly one root element')
  return root
}

/** The text of the first child of this name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text.trim()
}
