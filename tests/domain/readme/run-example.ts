import path from 'node:path'
import { inspect } from 'node:util'
import { compileFunction } from 'node:vm'
import ts from 'typescript'
import { isStated } from './stated-value.ts'

/**
 * Runs the code of an example with its imports taken from `folder` and answers what is wrong with it, a sentence each: an
 * import that does not exist, an expression that states no result, a result that is not the stated one. Every
 * expression statement states its result in a comment at its end.
 */
export async function problemsOf(code: string, folder: string): Promise<string[]> {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)
  const imports = source.statements.filter(ts.isImportDeclaration)
  const body = source.statements.filter((statement) => !ts.isImportDeclaration(statement))
  const { bindings, problems } = await importedBy(imports, folder)
  if (problems.length > 0) return problems
  if (!body.some(ts.isExpressionStatement)) return ['states no result']
  const found: string[] = []
  const check = (place: number, actual: unknown) => {
    const statement = body[place]
    if (statement === undefined) return
    const text = statement.getText()
    const stated = /^[ \t]*\/\/ (.+)/.exec(code.slice(statement.end))?.[1]
    if (stated === undefined) found.push(`${text} states no result`)
    else if (!isStated(stated, actual)) found.push(`${text} is ${shown(actual)}, not ${stated}`)
  }
  const script = body
    .map((statement, place) =>
      ts.isExpressionStatement(statement)
        ? `check(${place}, ${statement.expression.getText()});`
        : statement.getText(),
    )
    .join('\n')
  const { outputText } = ts.transpileModule(script, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
  compileFunction(outputText, ['check', ...bindings.keys()])(check, ...bindings.values())
  return found
}

function shown(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: Infinity, numericSeparator: false })
}

async function importedBy(imports: readonly ts.ImportDeclaration[], folder: string) {
  const bindings = new Map<string, unknown>()
  const problems: string[] = []
  for (const { importClause, moduleSpecifier } of imports) {
    const target = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
    const module = (await import(/* @vite-ignore */ path.resolve(folder, target))) as Record<string, unknown>
    const named = importClause?.namedBindings
    for (const { name, propertyName } of named && ts.isNamedImports(named) ? named.elements : []) {
      const exported = (propertyName ?? name).text
      if (!Object.hasOwn(module, exported)) problems.push(`${target} exports no ${exported}`)
      bindings.set(name.text, module[exported])
    }
  }
  return { bindings, problems }
}
