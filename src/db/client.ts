import type { Socket } from 'node:net'
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type PluginTransformResultArgs,
  type QueryResult,
  type UnknownRow,
} from 'kysely'
import pg from 'pg'

// Values come out of PostgreSQL as what they are: instants, civil dates, integers.
const TIMESTAMPTZ = 1184
const DATE = 1082
const TIME = 1083
const INT8 = 20
pg.types.setTypeParser(TIMESTAMPTZ, (text) => Temporal.Instant.from(text))
pg.types.setTypeParser(DATE, (text) => Temporal.PlainDate.from(text))
pg.types.setTypeParser(TIME, (text) => Temporal.PlainTime.from(text))
pg.types.setTypeParser(INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('bigint beyond the exact range of a number')
  return value
})

/** Columns are snake_case in SQL, camelCase everywhere else; what is inside a jsonb value is left alone. */
class Naming extends CamelCasePlugin {
  readonly #known = new Map<string, string>()

  /** The name that the code has for a column. */
  nameOf(column: string): string {
    let name = this.#known.get(column)
    if (name === undefined) this.#known.set(column, (name = this.camelCase(column)))
    return name
  }

  // Rows arrive with their names in place (`readRows`): naming them here would make each of them twice.
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}

const naming = new Naming({ maintainNestedObjectKeys: true })

/** Called with the text of every statement sent; tests count with it. */
export type StatementObserver = (sql: string) => void

/** A query builder that speaks through one physical connection only. */
export function kyselyOn<Tables>(
  client: pg.PoolClient,
  observe: StatementObserver | undefined,
): Kysely<Tables> {
  return new Kysely<Tables>({
    plugins: [naming],
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new SingleConnectionDriver(client, observe),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

function readRows<Row>({ fields, rows }: pg.QueryArrayResult<unknown[]>): Row[] {
  const names = fields.map((field) => naming.nameOf(field.name))
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at++) row[names[at] as string] = values[at]
    return row as Row
  })
}

class SingleConnectionDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(client: pg.PoolClient, observe: StatementObserver | undefined) {
    this.#connection = {
      executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
        observe?.(query.sql)
        gatherWrites(client)
        const result = await client.query<unknown[]>({ ...statementOf(query), rowMode: 'array' })
        const changed =
          result.command === 'INSERT' || result.command === 'UPDATE' || result.command === 'DELETE'
        return {
          rows: readRows<Row>(result),
          ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}),
        }
      },
      // eslint-disable-next-line require-yield
      async *streamQuery(): AsyncGenerator<never> {
        throw new Error('streaming is not used: a page reads what it shows')
      },
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async beginTransaction(): Promise<void> {
    throw new Error('transactions are opened by inPractice and its siblings only')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

/**
 * Lets what is sent in this turn of the event loop leave in one write: entering with the first query, several
 * queries at once, the last one with the commit. A write costs more than the statement it carries.
 */
export function gatherWrites(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** The statement as the driver sends it: named, values as PostgreSQL reads them. */
export function statementOf(query: Pick<CompiledQuery, 'sql' | 'parameters'>): pg.QueryConfig {
  const name = statementName(query.sql)
  return {
    ...(name === undefined ? {} : { name }),
    text: query.sql,
    values: query.parameters.map(toPostgres),
  }
}

// A named statement is parsed and planned once per connection. Statements whose text varies (lists of
// values spelled out) would fill the server's memory, so names are given to the first ones seen only.
const MAX_NAMED_STATEMENTS = 400
const names = new Map<string, string>()

function statementName(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MAX_NAMED_STATEMENTS) return undefined
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}

function toPostgres(value: unknown): unknown {
  if (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime
  ) {
    return value.toString()
  }
  return value
}
