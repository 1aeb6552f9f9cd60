/** The store that a run measures. */
export interface BenchStore {
  databaseUrl: string
  customers: number
  /** A folder for what the run needs; it goes with the store. */
  dir: string
}

/** One line of the table. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** What the figure is compared with, measured in the same run. */
  floor?: { what: string; value: number }
  /** Of value to floor. */
  ratio?: number
  /** The bound: of the ratio where there is one, else of the value. */
  bound?: { atLeast: number } | { atMost: number }
}

export interface BenchOptions {
  seconds: number
  print: (line: string) => void
}

/** Measures one thing. Parts run one after the other; each leaves the store as good as it found it. */
export type BenchPart = (store: BenchStore, options: BenchOptions) => Promise<Figure[]>
