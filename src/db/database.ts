import { isRefused } from '#src/domain/refusal.ts'
import type { CompiledQuery, Kysely } from 'kysely'
import pg from 'pg'
import { type StatementObserver, gatherWrites, kyselyOn, statementOf } from './client.ts'
import type { DB } from './types.generated.ts'

type DirectoryTables = Pick<DB, Extract<keyof DB, `directory.${string}`>>
// A practice may write its own login and slug; row-level security hides the others.
type TenantTables = Omit<
  DB,
  | 'directory.installation'
  | 'directory.loginThrottle'
  | 'directory.webhookEvent'
  | 'cell.sweep'
  | keyof OperatorTables
>
type OperatorTables = Pick<DB, Extract<keyof DB, `operator.${string}`>>
type CellTables = Pick<DB, Extract<keyof DB, `cell.${string}`>>

/** Queries inside one practice's transaction. There is no other way to reach a tenant table. */
export type Tx = Kysely<TenantTables>
/** Queries on what must be found before the practice is known. Holds no content. */
export type DirectoryTx = Kysely<DirectoryTables>

/** Queries of the worker on what is due in any practice. Holds no content, and may lease rows, nothing else. */
export type CellTx = Kysely<CellTables>

/** Queries of whoever runs the installation, on their own tables alone. */
export type OperatorTx = Kysely<OperatorTables>

/**
 * Leaves one of the transaction's last statements, to be sent in one breath with the commit, in the order given: where
 * one fails, nothing is committed. Not run after a refusal. `committed` is called once the commit has been answered.
 */
export type AtEnd = (statement: CompiledQuery, committed?: () => void) => void

export interface Database {
  /**
   * Runs `work` in one transaction that sees and writes this practice's rows only. A returned
   * `{ refused: … }` rolls everything back, and so does a throw; deadlocks are tried again, so
   * `work` must have no effect outside the transaction.
   */
  inPractice<T>(practiceId: string, work: (tx: Tx, atEnd: AtEnd) => Promise<T>): Promise<T>
  /** The same for the directory: logins, slugs, throttles. */
  inDirectory<T>(work: (tx: DirectoryTx) => Promise<T>): Promise<T>
  /** The same for the cell: what is due, and the queue's own tables. For the worker and its figures. */
  inCell<T>(work: (tx: CellTx) => Promise<T>): Promise<T>
  /** The same for those who run the installation: what is theirs, on connections of their own, and no practice. */
  inOperator<T>(work: (tx: OperatorTx) => Promise<T>): Promise<T>
  /** True when a statement can be answered right now. */
  isReachable(): Promise<boolean>
  close(): Promise<void>
}

export interface DatabaseOptions {
  connection: pg.ClientConfig
  /** Physical connections kept at most. 10 saturate two cores; PostgreSQL's own limit is far above. */
  maxConnections?: number
  onConnectionError?: (error: Error) => void
  observe?: StatementObserver
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const DEADLOCK = '40P01'
const SERIALIZATION_FAILURE = '40001'
const MAX_ATTEMPTS = 4
/** How long a request waits for a database that is coming back, in milliseconds. */
const RECONNECT_MS = 5_000

export const CONNECTION_OPTIONS = [
  // A page that takes 20 s has failed; a transaction left open would hold the practitioner's lock.
  '-c statement_timeout=20000 -c idle_in_transaction_session_timeout=30000',
  // What a practice looks at lies in memory or on a disk that does not turn: a row by its index costs no more than
  // the next one. PostgreSQL's own figure (4) makes it read years of sessions to join those of a month.
  '-c random_page_cost=1.1',
  // A statement is planned once a connection. By itself PostgreSQL plans the same statement anew each time as long as
  // its guess for the values at hand looks cheaper; with one practice in the database it always does, and planning the
  // week costs as much as reading it. Every hot statement names its rows by key or by two bounds.
  '-c plan_cache_mode=force_generic_plan',
  '-c TimeZone=UTC',
].join(' ')

/** An operator or two look something up; what they do must never wait for practices, nor these for them. */
const OPERATOR_CONNECTIONS = 2

export function openDatabase(options: DatabaseOptions): Database {
  const house = openPool(options, options.maxConnections ?? 10)
  const operator = openPool(options, OPERATOR_CONNECTIONS)
  return {
    inPractice(practiceId, work) {
      // The id is written into the statement so that entering is one round trip: it must be an id.
      if (!UUID.test(practiceId)) throw new TypeError('inPractice needs a practice id')
      return house.transact(
        `begin; select set_config('role', 'divan_practice', true), set_config('app.practice_id', '${practiceId}', true)`,
        (tx, atEnd) => work(tx as unknown as Tx, atEnd),
      )
    },
    inDirectory(work) {
      return house.transact(`begin; select set_config('role', 'divan_directory', true)`, (tx) =>
        work(tx as unknown as DirectoryTx),
      )
    },
    inCell(work) {
      return house.transact(`begin; select set_config('role', 'divan_jobs', true)`, (tx) =>
        work(tx as unknown as CellTx),
      )
    },
    inOperator(work) {
      return operator.transact(`begin; select set_config('role', 'divan_operator', true)`, (tx) =>
        work(tx as unknown as OperatorTx),
      )
    },
    async isReachable() {
      try {
        await house.pool.query('select 1')
        return true
      } catch {
        return false
      }
    },
    async close() {
      await Promise.all([house.pool.end(), operator.pool.end()])
    },
  }
}

type Transact = <T>(entry: string, work: (tx: Kysely<DB>, atEnd: AtEnd) => Promise<T>) => Promise<T>

/** Connections of one kind, and the way to a transaction on one of them. */
function openPool(options: DatabaseOptions, max: number): { pool: pg.Pool; transact: Transact } {
  const pool = new pg.Pool({
    ...options.connection,
    max,
    // Statements given at once travel at once: entering and the first query are one wait, not two.
    pipeline: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    options: CONNECTION_OPTIONS,
  })
  // Without a listener, a connection killed while idle would end the process.
  pool.on('error', (error) => options.onConnectionError?.(error))
  // A connection in use tells of its death itself, and nobody listening would end the process as well.
  pool.on('connect', (client) => client.on('error', (error) => options.onConnectionError?.(error)))
  const builders = new WeakMap<pg.PoolClient, Kysely<DB>>()

  async function transact<T>(entry: string, work: (tx: Kysely<DB>, atEnd: AtEnd) => Promise<T>): Promise<T> {
    const patience = performance.now() + RECONNECT_MS
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce(entry, work)
      } catch (error) {
        // Nothing was committed: a lost deadlock is tried again at once, a database that is coming back waited for.
        if (error instanceof NotEntered && performance.now() < patience) {
          await new Promise((resolve) => setTimeout(resolve, 100))
          attempt--
        } else if (error instanceof NotEntered) throw error.cause
        else if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error
      }
    }
  }

  async function attemptOnce<T>(
    entry: string,
    work: (tx: Kysely<DB>, atEnd: AtEnd) => Promise<T>,
  ): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw isConnectionFailure(error) ? new NotEntered(error) : error
    })
    let broken: Error | undefined
    const onError = (error: Error): void => {
      broken = error
    }
    client.on('error', onError)
    try {
      options.observe?.(entry)
      gatherWrites(client)
      // Not awaited yet: the first statement of the work follows on the same wire. Had entering failed, that
      // statement would find no right of its own and fail too.
      const entered = client.query(entry).then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
      const last: LastStatement[] = []
      const atEnd: AtEnd = (statement, committed) => {
        last.push({ statement, committed })
      }
      const outcome = await work(builderFor(client), atEnd).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      const refusedEntry = await entered
      if (refusedEntry) {
        throw isConnectionFailure(refusedEntry.error)
          ? new NotEntered(refusedEntry.error)
          : refusedEntry.error
      }
      if ('error' in outcome) throw outcome.error
      if (isRefused(outcome.result)) await rollBack(client)
      else {
        await commit(client, last)
        for (const { committed } of last) committed?.()
      }
      return outcome.result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  async function rollBack(client: pg.PoolClient): Promise<void> {
    options.observe?.('rollback')
    await client.query('rollback')
  }

  /** Sends the last statements, if any, and the commit in one breath. */
  async function commit(client: pg.PoolClient, last: readonly LastStatement[]): Promise<void> {
    for (const { statement } of last) options.observe?.(statement.sql)
    options.observe?.('commit')
    gatherWrites(client)
    const finished = last.map(({ statement }) =>
      client.query(statementOf(statement)).then(
        () => undefined,
        (error: unknown) => ({ error }),
      ),
    )
    const [committed, ...outcomes] = await Promise.all([client.query('commit'), ...finished])
    const failed = outcomes.find((outcome) => outcome !== undefined)
    if (failed) throw failed.error
    // A transaction in which a statement failed answers ROLLBACK to a commit: that must not pass for success.
    if (committed.command !== 'COMMIT') throw new Error('the transaction had failed before its commit')
  }

  function builderFor(client: pg.PoolClient): Kysely<DB> {
    let builder = builders.get(client)
    if (!builder) {
      builder = kyselyOn<DB>(client, options.observe)
      builders.set(client, builder)
    }
    return builder
  }

  return { pool, transact }
}

/** PostgreSQL's SQLSTATE of an error, where it is one. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

interface LastStatement {
  statement: CompiledQuery
  committed: (() => void) | undefined
}

/** The transaction was not even opened, since the database did not answer. */
class NotEntered extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause })
  }
}

function isRetryable(error: unknown): boolean {
  const state = sqlState(error)
  return state === DEADLOCK || state === SERIALIZATION_FAILURE
}

// 57P01..57P03: shutting down or starting up; the rest are the socket's own words.
const CONNECTION_FAILURES = new Set([
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
])

/** The database was not there, or went away: nothing that was asked can be told from not having been. */
export function isConnectionFailure(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined) return CONNECTION_FAILURES.has(state)
  return error instanceof Error && /terminated|ended|not queryable/i.test(error.message)
}
