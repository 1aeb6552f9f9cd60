/** JSON inside HTML: `<` never stands bare, so no text can close the element. */
export function bootElement(boot: object): string {
  return `<script id="boot" type="application/json">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>`
}
