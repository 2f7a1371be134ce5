import type { Lang } from '#src/platform/text.ts'
import type { PatientFile } from './find-patient-file.ts'
import { patientListName } from './find-patient-names.ts'
import { detailText } from './person-texts.ts'
import type { PatientItem } from './search-patients.ts'

/** A patient's file as JSON clients read it: the fields of the forms, and ids of its members. */
export function toJson(file: PatientFile) {
  return { ...file, memberIds: file.members.map((member) => member.id) }
}

/** A page of the list; `value`, `label` and `detail` are what comboboxes show. */
export function toListJson(list: { items: readonly PatientItem[]; next: string | null; lang: Lang }) {
  return {
    items: list.items.map((item) => ({
      ...item,
      value: item.id,
      label: patientListName(item),
      detail: detailText(item, list.lang),
    })),
    next: list.next,
  }
}
