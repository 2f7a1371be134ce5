import { sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Consent } from './consents.ts'
import { fileIdArray, findSurvivorId } from './file-ids.ts'
import type { Guardian } from './guardians.ts'
import { MergedAway } from './merged-away.ts'
import { unsealRemarks } from './patient-store.ts'
import type { Payer } from './payers.ts'
import { type Address, type PatientKind, inferKind } from './rules.ts'

/** A patient's identity and contacts, as shown and as JSON. */
export interface Patient {
  id: string
  kind: PatientKind
  lastName: string
  firstName: string
  birthDate: Temporal.PlainDate | null
  emails: readonly string[]
  phones: readonly string[]
  address: Address
  referredBy: string
  remarks: string
  archivedAt: Temporal.Instant | null
  mergedIntoId: string | null
  retentionState: string
  version: number
  createdAt: Temporal.Instant
}

export interface RelatedFile {
  id: string
  kind: PatientKind
  lastName: string
  firstName: string
}

export interface MergedFile extends RelatedFile {
  birthDate: Temporal.PlainDate | null
  emails: readonly string[]
  phones: readonly string[]
  remarks: string
  mergedAt: Temporal.Instant
}

export interface PatientFile extends Patient {
  guardians: readonly Guardian[]
  payers: readonly Payer[]
  /** Every decision on record, latest first. */
  consents: readonly Consent[]
  /** Who belongs to this couple or family, and to which ones this person does. */
  members: readonly RelatedFile[]
  groups: readonly RelatedFile[]
  /** The files merged straight into this one. */
  mergedFiles: readonly MergedFile[]
}

/** The patient alone, one statement. A merged file throws MergedAway, a strange id NotFound. */
export async function getPatient(work: Work, id: string): Promise<Patient> {
  const row = await work.tx
    .selectFrom('patient')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('retentionState', '<>', 'erased')
    .executeTakeFirst()
  if (!row) throw new NotFound('patient')
  if (row.mergedIntoId !== null)
    throw new MergedAway(id, (await findSurvivorId(work.tx, id)) ?? row.mergedIntoId)
  const { addressStreet: street, addressPostcode: postcode, addressCity: city } = row
  return {
    id: row.id,
    // A minor who has come of age since is an adult today.
    kind: inferKind(row.kind as PatientKind, row.birthDate, work.today),
    lastName: row.lastName,
    firstName: row.firstName,
    birthDate: row.birthDate,
    emails: row.emails,
    phones: row.phones,
    address: { street, postcode, city },
    referredBy: row.referredBy,
    remarks: await unsealRemarks(work, id, row.remarksSealed),
    archivedAt: row.archivedAt,
    mergedIntoId: row.mergedIntoId,
    retentionState: row.retentionState,
    version: row.version,
    createdAt: row.createdAt,
  }
}

/** The whole file in two statements, with what belongs to the files merged into it. */
export async function getPatientFile(work: Work, id: string): Promise<PatientFile> {
  const patient = await getPatient(work, id)
  return { ...patient, ...(await findPeople(work, id)) }
}

interface PeopleRow {
  guardians: Guardian[]
  payers: Payer[]
  consents: (Omit<Consent, 'decidedOn' | 'recordedAt'> & { decidedOn: string; recordedAt: string })[]
  members: RelatedFile[]
  groups: RelatedFile[]
  mergedFiles: (RelatedFile & {
    birthDate: string | null
    emails: string[]
    phones: string[]
    remarksHex: string | null
    mergedAt: string
  })[]
}

async function findPeople(work: Work, id: string): Promise<Omit<PatientFile, keyof Patient>> {
  const identity = sql`'id', p.id, 'kind', p.kind, 'lastName', p.last_name, 'firstName', p.first_name`
  const { rows } = await sql<PeopleRow>`
    with file as materialized (select ${fileIdArray(id)} as ids)
    select
      (select coalesce(json_agg(json_build_object('id', g.id, 'kind', g.kind, 'lastName', g.last_name,
          'firstName', g.first_name, 'email', g.email, 'phone', g.phone, 'mayBeContacted', g.may_be_contacted,
          'mayBeBilled', g.may_be_billed, 'mayBeInformed', g.may_be_informed, 'version', g.version) order by g.id), '[]')
        from guardian g where g.patient_id = any((select ids from file)::uuid[]) and g.removed_at is null) as guardians,
      (select coalesce(json_agg(json_build_object('id', y.id, 'kind', y.kind, 'name', y.name, 'email', y.email,
          'address', json_build_object('street', y.address_street, 'postcode', y.address_postcode, 'city', y.address_city),
          'isDefault', y.is_default, 'version', y.version) order by y.is_default desc, y.id), '[]')
        from payer y where y.patient_id = any((select ids from file)::uuid[]) and y.removed_at is null) as payers,
      (select coalesce(json_agg(json_build_object('id', c.id, 'subject', c.subject, 'given', c.given,
          'decidedOn', c.decided_on, 'recordedAt', c.recorded_at, 'guardianId', c.guardian_id)
          order by c.decided_on desc, c.recorded_at desc, c.id desc), '[]')
        from consent c where c.patient_id = any((select ids from file)::uuid[])) as consents,
      (select coalesce(json_agg(json_build_object(${identity}) order by m.position), '[]')
        from patient_member m join patient p on p.id = m.member_id
        where m.group_id = any((select ids from file)::uuid[]) and p.retention_state <> 'erased') as members,
      (select coalesce(json_agg(json_build_object(${identity}) order by p.sort_key), '[]')
        from patient_member m join patient p on p.id = m.group_id
        where m.member_id = any((select ids from file)::uuid[]) and p.retention_state <> 'erased') as groups,
      (select coalesce(json_agg(json_build_object(${identity}, 'birthDate', p.birth_date, 'emails', p.emails,
          'phones', p.phones, 'mergedAt', p.merged_at, 'remarksHex', encode(p.remarks_sealed, 'hex')) order by p.merged_at), '[]')
        from patient p where p.merged_into_id = ${id}) as merged_files`.execute(work.tx)
  const [row] = rows
  if (!row) throw new Error('aggregates always make a row')
  return {
    ...row,
    consents: row.consents.map((consent) => ({
      ...consent,
      decidedOn: Temporal.PlainDate.from(consent.decidedOn),
      recordedAt: Temporal.Instant.from(consent.recordedAt),
    })),
    mergedFiles: await Promise.all(
      row.mergedFiles.map(async ({ remarksHex, ...file }) => ({
        ...file,
        birthDate: file.birthDate === null ? null : Temporal.PlainDate.from(file.birthDate),
        mergedAt: Temporal.Instant.from(file.mergedAt),
        remarks: await unsealRemarks(
          work,
          file.id,
          remarksHex === null ? null : Buffer.from(remarksHex, 'hex'),
        ),
      })),
    ),
  }
}
