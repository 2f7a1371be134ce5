import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  EmptyState,
  FilterForm,
  LinkButton,
  List,
  PageHeader,
  PracticeLayout,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import type { PatientChoice } from '../editor-data.ts'
import { listText } from '../list-text.ts'

/** First step of an invoice or payment that starts from nowhere: whose is it? */
export function ChoosePatientPage(props: {
  view: View
  title: string
  back: { href: string; label: string }
  /** The address the choice leads to, as `?patientId=`. */
  action: string
  q: string
  choices: readonly PatientChoice[]
}) {
  const { view, q, choices, action } = props
  const text = listText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={props.title} width="narrow" floatingAction="none">
      <PageHeader title={props.title} back={props.back} />
      <Stack>
        <FilterForm action={action} label={text.choosePatient} liveRegion="results">
          <TextField
            name="q"
            type="search"
            label={text.choosePatient}
            placeholder={text.choosePatientHint}
            value={q}
            width="grow"
            autocomplete="off"
            autofocus
          />
          <Button icon="search">{text.search}</Button>
        </FilterForm>
        <div id="results">
          {choices.length === 0 ? (
            <EmptyState
              icon="users"
              title={q === '' ? text.noPatient : text.noPatientFound}
              action={
                <LinkButton href="/patients/nouveau" icon="user-plus">
                  {text.newPatient}
                </LinkButton>
              }
            >
              {q === '' ? text.noPatientText : text.noPatientFoundText}
            </EmptyState>
          ) : (
            <Card padding="flush">
              <List
                label={text.choosePatient}
                items={choices.map((choice) => ({
                  title: <bdi>{choice.name}</bdi>,
                  avatar: choice.name,
                  detail: choice.detail === '' ? undefined : choice.detail,
                  href: `${action}?patientId=${choice.id}`,
                }))}
              />
            </Card>
          )}
        </div>
      </Stack>
    </PracticeLayout>
  )
}
