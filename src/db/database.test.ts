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
    await asOwner(world.database.owner, (admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'divan_app' and pid <> pg_backend_pid()`,
      ),
    )
    await expect(
      world.alice.work(async ({ tx }) => tx.selectFrom('place').select('id').execute()),
    ).resolves.toBeDefined()
  })

  test('tries a deadlock again', async () => {
    const [a, b] = [place(), place()]
    await world.alice.work(({ tx }) => tx.insertInto('place').values([a, b]).execute())
    const rename = (first: string, second: string) =>
      world.alice.work(async ({ tx }) => {
        await tx.updateTable('place').set({ name: 'x' }).where('id', '=', first).execute()
        await new Promise((resolve) => setTimeout(resolve, 50))
        await tx.updateTable('place').set({ name: 'y' }).where('id', '=', second).execute()
      })
    await expect(Promise.all([rename(a.id, b.id), rename(b.id, a.id)])).resolves.toBeDefined()
  })

  test('refuses anything that is not an id', async () => {
    expect(() => world.db.inPractice(`x'; drop table place; --`, async () => undefined)).toThrow(
      /practice id/,
    )
  })
})
