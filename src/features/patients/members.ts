import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { getPatientForUpdate } from './patient-store.ts'
import { isGroup } from './rules.ts'
import { patientEvents } from './events.ts'

export type MembersRefused = Refused<
  'not-a-group' | 'unknown-member' | 'group-as-member' | 'too-many-members'
>

/** A family with more people than this is two families. */
export const MAX_MEMBERS = 20

/** Adds files to a couple or family; those already in it stay. Groups, merged files and unknown ids are refused. */
export async function addMember(
  work: Work,
  groupId: string,
  memberId: string,
): Promise<{ groupId: string } | MembersRefused> {
  const group = await getPatientForUpdate(work, groupId)
  if (!isGroup(group.kind)) return { refused: 'not-a-group' }
  const added = await addMembers(work, groupId, [memberId])
  if (isRefused(added)) return added
  work.record(patientEvents['add-member'], groupId, { memberId })
  return { groupId }
}

export async function addMembers(
  work: Work,
  groupId: string,
  memberIds: readonly string[],
): Promise<{ added: number } | MembersRefused> {
  const wanted = [...new Set(memberIds)]
  const found = await work.tx
    .selectFrom('patient')
    .select(['id', 'kind'])
    .where('id', 'in', wanted)
    .where('mergedIntoId', 'is', null)
    .where('retentionState', '<>', 'erased')
    .execute()
  if (found.length < wanted.length || wanted.includes(groupId)) return { refused: 'unknown-member' }
  if (found.some((patient) => isGroup(patient.kind))) return { refused: 'group-as-member' }
  const present = await work.tx
    .selectFrom('patientMember')
    .select((select) => [select.fn.max('position').as('last'), select.fn.countAll().as('count')])
    .where('groupId', '=', groupId)
    .executeTakeFirstOrThrow()
  if (Number(present.count) + wanted.length > MAX_MEMBERS) return { refused: 'too-many-members' }
  const next = (present.last ?? -1) + 1
  await work.tx
    .insertInto('patientMember')
    .values(wanted.map((memberId, index) => ({ id: newId(), groupId, memberId, position: next + index })))
    .onConflict((conflict) => conflict.columns(['practiceId', 'groupId', 'memberId']).doNothing())
    .execute()
  return { added: wanted.length }
}

/** Makes the list exactly this one: what is missing is added, what is too much is taken out. */
export async function replaceMembers(
  work: Work,
  groupId: string,
  memberIds: readonly string[],
): Promise<{ added: number } | MembersRefused> {
  let removal = work.tx.deleteFrom('patientMember').where('groupId', '=', groupId)
  if (memberIds.length > 0) removal = removal.where('memberId', 'not in', [...memberIds])
  await removal.execute()
  return memberIds.length > 0 ? addMembers(work, groupId, memberIds) : { added: 0 }
}

/** Takes a file out of a couple or family; the file itself is untouched. */
export async function removeMember(
  work: Work,
  groupId: string,
  memberId: string,
): Promise<{ groupId: string }> {
  await getPatientForUpdate(work, groupId)
  await work.tx
    .deleteFrom('patientMember')
    .where('groupId', '=', groupId)
    .where('memberId', '=', memberId)
    .execute()
  work.record(patientEvents['remove-member'], groupId, { memberId })
  return { groupId }
}
