import { Button, ButtonRow, LinkButton } from './button.tsx'
import { Card, Stack } from './card.tsx'
import { RadioChips, SelectField } from './choice-field.tsx'
import { Combobox } from './combobox.tsx'
import { EmptyState } from './empty-state.tsx'
import { FieldRow } from './field.tsx'
import { FilterForm, Form } from './form.tsx'
import type { Frame } from './frame.ts'
import { PageHeader } from './page-header.tsx'
import { PlainLayout } from './plain-layout.tsx'
import { PracticeLayout } from './practice-layout.tsx'
import { ContentShowcase } from './showcase/content-showcase.tsx'
import { ButtonsShowcase, FieldsShowcase, RefusedShowcase } from './showcase/forms-showcase.tsx'
import { sampleFrame } from './showcase/sample-frame.ts'
import { Table } from './table.tsx'
import { DateField, PasswordField, TextField, TimeField } from './text-field.tsx'

export { AgendaShowcase } from './showcase/agenda-showcase.tsx'
export { ChartsShowcase } from './showcase/charts-showcase.tsx'

/** Every component in every state, for whoever builds pages. Mounted at /styles in development only. */
export function StylesPage({ frame = sampleFrame }: { frame?: Frame | undefined }) {
  return (
    <PracticeLayout frame={frame} title="Styles">
      <PageHeader
        title="Tout ce dont une page est faite"
        subtitle="Chaque pièce dans chacun de ses états."
        back={{ href: '/aujourdhui', label: 'Aujourd’hui' }}
        actions={
          <>
            <LinkButton href="/styles/agenda">Agenda</LinkButton>
            <LinkButton href="/styles/graphiques">Graphiques</LinkButton>
            <LinkButton href="/styles/connexion">Connexion</LinkButton>
            <LinkButton href="/styles/formulaire" variant="primary" icon="plus" dialog>
              Nouveau rendez-vous
            </LinkButton>
          </>
        }
      />
      <Stack>
        <ButtonsShowcase />
        <FieldsShowcase />
        <RefusedShowcase />
        <ContentShowcase />
      </Stack>
    </PracticeLayout>
  )
}

/** A form with a page of its own, which links elsewhere open as a dialog. */
export function StylesFormPage({ frame = sampleFrame }: { frame?: Frame | undefined }) {
  return (
    <PracticeLayout frame={frame} title="Nouveau rendez-vous" width="narrow" floatingAction="none">
      <PageHeader title="Nouveau rendez-vous" back={{ href: '/styles/agenda', label: 'Agenda' }} />
      <Card padding="large">
        <Form action="/styles" frame={frame}>
          <Combobox name="patientId" label="Patient" lang="fr" source="/styles/propositions" required />
          <FieldRow>
            <DateField name="date" label="Date" value="2025-11-22" />
            <TimeField name="time" label="Heure" value="12:30" width="short" />
            <SelectField
              name="durationMinutes"
              label="Durée"
              width="short"
              value="45"
              options={[
                { value: '30', label: '30 min' },
                { value: '45', label: '45 min' },
              ]}
            />
          </FieldRow>
          <RadioChips
            name="placeId"
            label="Lieu"
            value="cabinet"
            options={[
              { value: 'cabinet', label: 'Cabinet', icon: 'map-pin' },
              { value: 'video', label: 'Téléconsultation', icon: 'video' },
            ]}
          />
          <ButtonRow align="end">
            <LinkButton href="/styles/agenda">Annuler</LinkButton>
            <Button variant="primary">Enregistrer</Button>
          </ButtonRow>
        </Form>
      </Card>
    </PracticeLayout>
  )
}

const people = ['Noé Martin', 'Marie Dupont', 'Omar Sy', 'Camille Dupont', 'Nathan Guérin']

export function findSamplePeople(query: string): string[] {
  return people.filter((name) => name.toLowerCase().includes(query.trim().toLowerCase()))
}

/** A list that follows what is typed in the search above it. */
export function StylesSearchPage({
  frame = sampleFrame,
  query = '',
}: {
  frame?: Frame | undefined
  query?: string | undefined
}) {
  const found = findSamplePeople(query)
  return (
    <PracticeLayout frame={frame} title="Patients">
      <PageHeader title="Patients" subtitle={`${people.length} fiches`} />
      <Stack>
        <FilterForm action="/styles/patients" label="Chercher un patient" liveRegion="found">
          <TextField name="q" label="Chercher" type="search" value={query} width="grow" autocomplete="off" />
          <Button>Chercher</Button>
        </FilterForm>
        <div id="found" aria-live="polite">
          {found.length === 0 ? (
            <Card>
              <EmptyState icon="search" title="Personne ne porte ce nom" />
            </Card>
          ) : (
            <Table
              caption="Patients"
              rows={found}
              href={(name) => `#${name.length}`}
              columns={[{ label: 'Nom', cell: (name) => name, primary: true }]}
            />
          )}
        </div>
      </Stack>
    </PracticeLayout>
  )
}

/** The plain layout, as the login page uses it. */
export function StylesLoginPage({ frame = sampleFrame }: { frame?: Frame | undefined }) {
  return (
    <PlainLayout
      lang={frame.lang}
      theme={frame.theme}
      title="Connexion"
      footer={<a href="#lost">Mot de passe oublié ?</a>}
    >
      <PageHeader title="Connexion" subtitle="Votre cabinet vous attend." />
      <Form action="/styles" frame={frame}>
        <TextField name="identifier" label="Identifiant" autocomplete="username" required />
        <PasswordField
          name="password"
          label="Mot de passe"
          lang={frame.lang}
          autocomplete="current-password"
          required
        />
        <Button variant="primary" size="large" wide>
          Se connecter
        </Button>
      </Form>
    </PlainLayout>
  )
}
