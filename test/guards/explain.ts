import pg from 'pg'
import { vi } from 'vitest'
import { CONNECTION_OPTIONS } from '#src/db/database.ts'
import { asOwner } from '#src/db/prepare.ts'
import type { World } from '#test/world.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}

export interface Plan {
  sql: string
  /** Tables that are read from their first row to their last. */
  scanned: string[]
  /** Indexes used, by name. */
  indexes: string[]
}

export interface Asked {
  text: string
  values: unknown[]
}

/** Notes every statement with its values, as it leaves for the database; `take` answers those since the last call. */
export function listenToStatements(): { take(): Asked[]; stop(): void } {
  const heard: Asked[] = []
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  const take = (): Asked[] => {
    const calls = spy.mock.calls.splice(0) as unknown[][]
    heard.push(...calls.flatMap(([config]) => (isAsked(config) ? [config] : [])))
    return heard.splice(0)
  }
  return { take, stop: () => spy.mockRestore() }
}

function isAsked(config: unknown): config is Asked {
  return typeof config === 'object' && config !== null && 'text' in config && 'values' in config
}

/**
 * How PostgreSQL goes about each statement under row-level security, as the practice: the one plan that a connection
 * keeps, whatever the values.
 */
export async function explainAsPractice(world: World, statements: readonly Asked[]): Promise<Plan[]> {
  return asOwner({ ...world.database.login, options: CONNECTION_OPTIONS }, async (client) => {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'divan_practice', true), set_config('app.practice_id', $1, true)`,
      [world.alice.practiceId],
    )
    const plans: Plan[] = []
    for (const { text, values } of statements) {
      await client.query(`prepare asked as ${text}`)
      const nulls = values.length > 0 ? `(${values.map(() => 'null').join(', ')})` : ''
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (format json) execute asked${nulls}`,
      )
      await client.query('deallocate asked')
      const nodes = rows.flatMap((row) => flatten(row['QUERY PLAN'][0].Plan))
      const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
      plans.push({
        sql: text,
        scanned: scanned.map((node) => node['Relation Name'] ?? ''),
        indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      })
    }
    await client.query('rollback')
    return plans
  })
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}
