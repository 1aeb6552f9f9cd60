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

/** Two halves of the rows in which all rows of a unit are on one side: the units are split like rows. */
export function splitByUnit(
  rows: readonly number[],
  units: readonly number[],
  draw: Draw,
): [number[], number[]] {
  const unitOf = (row: number) => units[row] ?? -1
  const [chosen] = splitInHalves([...new Set(rows.map(unitOf))], draw)
  const isFirst = new Set(chosen)
  return [rows.filter((row) => isFirst.has(unitOf(row))), rows.filter((row) => !isFirst.has(unitOf(row)))]
}
