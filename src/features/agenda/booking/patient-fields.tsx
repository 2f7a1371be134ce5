import type { View } from '#src/platform/http/visit.ts'
import { Button, ButtonRow, CheckboxField, Combobox, HiddenField, Notice } from '#src/ui/index.ts'
import { appointmentText } from './appointment-text.ts'
import { DefaultSubmit, type FieldsProps, type Obstacle, errorAt } from './appointment-fields.tsx'

/** Who comes: one, and those who come besides. */
export function PatientField({
  view,
  values,
  errors,
  obstacle,
  autofocus,
}: FieldsProps & { autofocus?: boolean }) {
  const t = appointmentText[view.lang]
  const error = errorAt(errors, 'otherPatientId')
  const isShared = values.otherPatients.length > 0 || values.otherPatientIdText !== '' || error !== undefined
  return (
    <>
      <Combobox
        lang={view.lang}
        name="patientId"
        label={t.patient}
        hint={t.patientHint}
        source="/patients"
        none={t.patientNone}
        value={values.patientId}
        text={values.patientIdText}
        options={obstacle.patientOptions}
        error={errorAt(errors, 'patientId', 'patientIds')}
        required
        autofocus={autofocus}
      />
      <NewPatient view={view} obstacle={obstacle} field="patientId" />
      {values.otherPatients.map((person) => (
        <CheckboxField
          name="patientIds"
          id={`with-${person.id}`}
          label={person.name}
          value={person.id}
          checked
        />
      ))}
      <details open={isShared}>
        <summary class="button button-quiet button-small">{t.addPatient}</summary>
        <div class="form-stack">
          <Combobox
            lang={view.lang}
            name="otherPatientId"
            label={t.otherPatient}
            hint={t.otherPatientHint}
            source="/patients"
            none={t.patientNone}
            value={values.otherPatientId}
            text={values.otherPatientIdText}
            options={obstacle.otherPatientOptions}
            error={error}
          />
          <NewPatient view={view} obstacle={obstacle} field="otherPatientId" />
          <div>
            {values.newPatients.map((choice) => (
              <HiddenField name="newPatients" value={choice} />
            ))}
            <DefaultSubmit />
            <Button name="addPatient" value="1" variant="quiet" size="small" icon="plus">
              {t.addAnother}
            </Button>
          </div>
        </div>
      </details>
    </>
  )
}

/** One press makes the file of somebody new along with the appointment. */
function NewPatient({ view, obstacle, field }: { view: View; obstacle: Obstacle; field: string }) {
  if (obstacle.unknown?.field !== field) return null
  const t = appointmentText[view.lang]
  return (
    <Notice
      kind="info"
      title={t.newPatientTitle}
      actions={
        <ButtonRow>
          <DefaultSubmit />
          {obstacle.unknown.names.map(({ firstName, lastName, choice }) => (
            <Button name="newPatients" value={choice} icon="user-plus">
              {t.newPatientNamed(firstName, lastName)}
            </Button>
          ))}
        </ButtonRow>
      }
    >
      {t.newPatientHint}
    </Notice>
  )
}
