import ts from 'typescript'

/**
 * Whether `actual` is what a README states. Numbers agree to the printed digits ("0.7062", "8.77e-5"; one without a point is
 * exact), everything else exactly; objects and arrays place by place, with neither more nor fewer.
 */
export function isStated(stated: string, actual: unknown): boolean {
  const source = ts.createSourceFile('stated.ts', `(${stated})`, ts.ScriptTarget.Latest, true)
  const [statement, ...others] = source.statements
  if (statement === undefined || others.length > 0 || !ts.isExpressionStatement(statement)) return false
  return agrees(statement.expression, actual)
}

function agrees(node: ts.Expression, actual: unknown): boolean {
  if (ts.isParenthesizedExpression(node)) return agrees(node.expression, actual)
  if (ts.isNumericLiteral(node)) return isNumber(node.getText(), actual)
  if (ts.isPrefixUnaryExpression(node)) return isNumber(node.getText(), actual)
  if (ts.isStringLiteralLike(node)) return actual === node.text
  if (ts.isArrayLiteralExpression(node))
    return (
      Array.isArray(actual) &&
      actual.length === node.elements.length &&
      node.elements.every((element, place) => agrees(element, actual[place]))
    )
  if (ts.isObjectLiteralExpression(node)) return isObject(node, actual)
  const words: Record<string, unknown> = { true: true, false: false, null: null, undefined }
  return Object.hasOwn(words, node.getText()) && actual === words[node.getText()]
}

function isObject(node: ts.ObjectLiteralExpression, actual: unknown): boolean {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false
  const values = new Map(Object.entries(actual).filter(([, value]) => value !== undefined))
  return (
    values.size === node.properties.length &&
    node.properties.every((property) => {
      if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return false
      const name = property.name.text
      return values.has(name) && agrees(property.initializer, values.get(name))
    })
  )
}

function isNumber(text: string, actual: unknown): boolean {
  if (typeof actual !== 'number' || !/^-?[\d_.]+(?:e-?\d+)?$/.test(text)) return false
  const plain = text.replaceAll('_', '')
  const [mantissa = '', exponent] = plain.split('e')
  const decimals = mantissa.split('.')[1]?.length
  if (decimals === undefined && exponent === undefined) return actual === Number(plain)
  const halfDigit = 0.5 * 10 ** (Number(exponent ?? 0) - (decimals ?? 0))
  return Math.abs(actual - Number(plain)) <= halfDigit * (1 + 1e-9)
}
