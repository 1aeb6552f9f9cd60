import { createHash } from 'node:crypto'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

const style = `body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;margin:0;padding:48px 24px;color:#1a1a1a;background:#fff}
main{max-width:28em;margin:auto}h1{font-size:20px}a{color:#018942}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#191919}a{color:#4cc38a}}`

/** The one inline style that the page's content security policy knows. */
export const messageStyleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** A page for a person whose way ends here: what happened, and what to do. */
export function messagePage(
  title: string,
  lines: readonly string[],
  link?: { href: string; label: string },
): string {
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')
  const action = link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : ''
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>${paragraphs}${action}</main></body>
</html>
`
}
