/** A log that cannot be judged: `usage` when an option is at fault, `file` when the file is. The message names which part. */
export class EvaluateFailed extends Error {
  readonly fault: 'usage' | 'file'

  constructor(fault: 'usage' | 'file', message: string) {
    super(message)
    this.fault = fault
  }
}
