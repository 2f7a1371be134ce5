import { CompiledQuery, type Kysely, type OperationNode, type QueryResult, sql as kyselySql } from 'kysely'

/**
 * Kysely's `sql` for what is asked on every page: the text and its values, put together without a tree of nodes that
 * is then walked, renamed and printed. Columns come out in camelCase all the same. A piece may stand in a statement
 * of either kind.
 */
export class Sql<Row> {
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
