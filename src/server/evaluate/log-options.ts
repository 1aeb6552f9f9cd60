/** What the command line says about a log; names of columns and actions as they stand in the file. */
export interface LogOptions {
  action: string
  reward: string
  features: string[]
  /** A column, one number for all rows, or null = the share of each action. */
  propensity: string | number | null
  /** Cost of one row with this action; absent = 0. */
  costs: Map<string, number>
  /** What one unit of reward is worth. */
  value: number
  /** The action that means "no offer". */
  none: string | null
}
