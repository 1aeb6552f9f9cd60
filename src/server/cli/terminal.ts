/** A command failed for a reason that the person at the terminal can act on: exit code 1 (failed) or 2 (usage). */
export class CommandFailed extends Error {
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

export const print = (line: string) => console.log(line)
export const complain = (line: string) => console.error(line)
