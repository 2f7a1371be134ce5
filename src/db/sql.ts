import {
  type AliasedExpression,
  CompiledQuery,
  type Expression,
  type Kysely,
  type OperationNode,
  type QueryResult,
  sql as kyselySql,
} from 'kysely'

/**
 * SQL as text: its values put in without a tree of nodes that is then walked, renamed and printed. Columns come out in
 * camelCase all the same. A piece may stand in another one, and as an expression in a query that Kysely builds; what
 * Kysely builds may not stand in a piece. `Row` is the row of a statement, the value of an expression.
 */
export class Sql<Row> implements Expression<Row> {
  readonly #strings: TemplateStringsArray
  readonly #values: readonly unknown[]

  constructor(strings: TemplateStringsArray, values: readonly unknown[]) {
    this.#strings = strings
    this.#values = values
  }

  execute(tx: Pick<Kysely<never>, 'executeQuery'>): Promise<QueryResult<Row>> {
    return tx.executeQuery(this.compile())
  }

  compile(): CompiledQuery<Row> {
    const values: unknown[] = []
    return CompiledQuery.raw(this.#write(values), values) as CompiledQuery<Row>
  }

  /** Only a type, for Kysely. */
  get expressionType(): Row | undefined {
    return undefined
  }

  /** A column of a query that Kysely builds. */
  as<Alias extends string>(alias: Alias): AliasedExpression<Row, Alias> {
    return kyselySql<Row>(this.#strings, ...this.#values).as(alias)
  }

  /** For Kysely, where a piece stands in a statement of its own. */
  toOperationNode(): OperationNode {
    return kyselySql(this.#strings, ...this.#values).toOperationNode()
  }

  /** The text, its values numbered after those already there, to which they are added. */
  #write(values: unknown[]): string {
    let text = this.#strings[0] ?? ''
    for (const [index, value] of this.#values.entries()) {
      if (value instanceof Sql) text += value.#write(values)
      else if (isPieceOfKysely(value)) throw new TypeError('a piece of Kysely stands in a statement of ours')
      else text += `$${values.push(value)}`
      text += this.#strings[index + 1] ?? ''
    }
    return text
  }
}

/** What is interpolated is a value, or another piece; never text. */
export function sql<Row = unknown>(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql<Row> {
  return new Sql(strings, values)
}

function isPieceOfKysely(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'toOperationNode' in value
}
