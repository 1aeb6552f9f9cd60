import type { Draw } from '../random/generator.ts'

/** Two halves of the rows, drawn at random, sizes equal or the second one larger by one; each keeps the rows' order. */
export function splitInHalves(rows: readonly number[], draw: Draw): [number[], number[]] {
  const halves: [number[], number[]] = [[], []]
  let needed = Math.floor(rows.length / 2)
  rows.forEach((row, place) => {
    const isFirst = draw() * (rows.length - place) < needed
    if (isFirst) needed -= 1
    halves[isFirst ? 0 : 1].push(row)
  })
  return halves
}
