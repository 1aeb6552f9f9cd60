/** One fenced block, in whatever language; `line` is that of its first line of code, counted from 1. */
export interface Example {
  line: number
  code: string
}

/** What stands under one heading, up to the next heading of any depth. */
export interface Section {
  heading: string
  line: number
  text: string
  /** Holds an indented block or a table. */
  hasFormula: boolean
  examples: Example[]
}

/** The sections of a README in their order; text before the first heading is a section without one. */
export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [emptySection('', 1)]
  let open: { line: number; code: string[] } | null = null
  markdown.split('\n').forEach((text, index) => {
    const line = index + 1
    const section = sections.at(-1)
    if (section === undefined) return
    if (open !== null) {
      if (text !== '```') open.code.push(text)
      else {
        section.examples.push({ line: open.line, code: open.code.join('\n') })
        open = null
      }
    } else if (text.startsWith('```')) open = { line: line + 1, code: [] }
    else if (/^#+ /.test(text)) sections.push(emptySection(text.replace(/^#+ /, ''), line))
    else {
      section.text += `${text}\n`
      if (/^(?: {4,}[^\s-]|\|)/.test(text)) section.hasFormula = true
    }
  })
  return sections
}

function emptySection(heading: string, line: number): Section {
  return { heading, line, text: '', hasFormula: false, examples: [] }
}
