import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#src/domain/ids.ts'
import { asOwner } from './prepare.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const place = () => ({ id: newId(), name: 'Essai', kind: 'cabinet' })
const isThere = async (id: string) =>
  (await world.alice.work(({ tx }) => tx.selectFrom('place').select('id').where('id', '=', id).execute()))
    .length === 1

describe('a practice’s transaction', () => {
  test('keeps what it wrote when its work returns, and nothing when it refuses or throws', async () => {
    const [kept, refused, thrown] = [place(), place(), place()]
    await world.alice.work(({ tx }) => tx.insertInto('place').values(kept).execute())
    await world.alice.work(async ({ tx }) => {
      await tx.insertInto('place').values(refused).execute()
      return { refused: 'no' }
    })
    await expect(
      world.alice.work(async ({ tx }) => {
        await tx.insertInto('place').values(thrown).execute()
        throw new Error('a bug')
      }),
    ).rejects.toThrow(/a bug/)
    expect([await isThere(kept.id), await isThere(refused.id), await isThere(thrown.id)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('does not pass for done when a statement had failed and the error was swallowed', async () => {
    const row = place()
    const swallowing = world.alice.work(async ({ tx }) => {
      await tx.insertInto('place').values(row).execute()
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow(/had failed/)
    expect(await isThere(row.id)).toBe(false)
  })

  test('commits nothing when its last statement fails', async () => {
    const row = place()
    const failing = world.db.inPractice(world.alice.practiceId, async (tx, atEnd) => {
      await tx.insertInto('place').values(row).execute()
      atEnd(sql`select 1 / 0`.compile(tx))
    })
    await expect(failing).rejects.toThrow(/division by zero/)
    expect(await isThere(row.id)).toBe(false)
  })

  test('survives its connection being killed: the next one works', async () => {
    const places = () =>
      world.alice.work(({ tx }) => tx.selectFrom('place').select('id').orderBy('id').execute())
    const before = await places()
    expect(before).not.toEqual([])
    await asOwner(world.database.owner, (admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'divan_app' and pid <> pg_backend_pid()`,
      ),
    )
    expect(await places()).toEqual(before)
  })

  test('tries a deadlock again', async () => {
    const [a, b] = [place(), place()]
    await world.alice.work(({ tx }) => tx.insertInto('place').values([a, b]).execute())
    const bothHold = Promise.withResolvers<void>()
    const failures: unknown[] = []
    let attempts = 0
    const rename = (first: string, second: string) =>
      world.alice.work(async ({ tx }) => {
        await tx.updateTable('place').set({ name: 'x' }).where('id', '=', first).execute()
        // Each holds a row before either asks for the other's.
        if (++attempts === 2) bothHold.resolve()
        await bothHold.promise
        const last = tx.updateTable('place').set({ name: 'y' }).where('id', '=', second).execute()
        await last.catch((error: { code: string }) => {
          failures.push(error.code)
          throw error
        })
      })
    await Promise.all([rename(a.id, b.id), rename(b.id, a.id)])
    expect([attempts, failures]).toEqual([3, ['40P01']])
    const named = await world.alice.work(({ tx }) =>
      tx.selectFrom('place').select('name').where('id', 'in', [a.id, b.id]).orderBy('name').execute(),
    )
    // One after the other: the later one's first row has its first name, its second its last.
    expect(named.map(({ name }) => name)).toEqual(['x', 'y'])
  })

  test('refuses anything that is not an id', async () => {
    expect(() => world.db.inPractice(`x'; drop table place; --`, async () => undefined)).toThrow(
      /practice id/,
    )
  })
})
