import type { Routes } from '#src/platform/http/routes.ts'
import { patientsToCsv } from './csv/export-patients.ts'
import { toVcards } from './csv/write-vcard.ts'
import { findExportedPatients } from './export-patients.ts'

export function addExportRoutes(routes: Routes): void {
  routes.file('/patients/export.csv', {
    summary: 'All patients as CSV (?etat=tous: archived ones too); importing it gives the same values back',
    contentType: 'text/csv; charset=utf-8',
    load: async (visit, { query }) => ({
      body: patientsToCsv(await findExportedPatients(visit, query['etat'] === 'tous')),
      contentType: 'text/csv; charset=utf-8',
      fileName: `patients-${visit.today.toString()}.csv`,
    }),
  })

  routes.file('/patients/export.vcf', {
    summary: 'All patients as vCard 4.0 (?etat=tous: archived ones too)',
    contentType: 'text/vcard; charset=utf-8',
    load: async (visit, { query }) => ({
      body: toVcards(await findExportedPatients(visit, query['etat'] === 'tous')),
      contentType: 'text/vcard; charset=utf-8',
      fileName: `patients-${visit.today.toString()}.vcf`,
    }),
  })
}
