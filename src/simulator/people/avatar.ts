const colours = ['b5651d', '018942', '3a6ea5', '8a4f7d', '5b6b2f', 'a23b3b', '2f6f6f', '6a5acd']

/** A coloured disc with the given character, as an address that needs no network. */
export function avatarOf(letter: string, index: number): string {
  const colour = colours[index % colours.length] ?? '018942'
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><rect width="96" height="96" fill="#${colour}"/>` +
    `<text x="48" y="64" font-size="44" text-anchor="middle" fill="#fff">${letter}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
