import { Button, ButtonRow, LinkButton, SegmentedLinks } from '../button.tsx'
import { Card, Stack } from '../card.tsx'
import { CheckboxField, RadioChips, SelectField } from '../choice-field.tsx'
import { Combobox } from '../combobox.tsx'
import { ConfirmWord } from '../confirm-word.tsx'
import { CopyField } from '../copy-field.tsx'
import { AutosaveState } from '../autosave-state.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { FieldGroup, FieldRow } from '../field.tsx'
import { FileField } from '../file-field.tsx'
import { Form } from '../form.tsx'
import { ShowWhen } from '../show-when.tsx'
import { DateField, MoneyField, PasswordField, TextArea, TextField, TimeField } from '../text-field.tsx'
import { sampleFrame } from './sample-frame.ts'

const places = [
  { value: 'cabinet', label: 'Cabinet', icon: 'map-pin' },
  { value: 'video', label: 'Téléconsultation', icon: 'video' },
] as const

const types = [
  { value: 'first', label: 'Premier entretien', detail: '60 min · 70,00 €', icon: 'user-plus' },
  { value: 'follow', label: 'Séance de suivi', detail: '45 min · 60,00 €', icon: 'repeat' },
  { value: 'couple', label: 'Couple', detail: '60 min · 85,00 €', icon: 'users' },
  { value: 'closed', label: 'Groupe', detail: 'complet', icon: 'users', disabled: true },
] as const

export function ButtonsShowcase() {
  return (
    <Card title="Boutons">
      <Stack>
        <ButtonRow>
          <Button variant="primary" icon="plus">
            Nouveau rendez-vous
          </Button>
          <Button>Annuler</Button>
          <Button variant="quiet">Ouvrir la fiche</Button>
          <Button variant="danger" icon="trash-2">
            Détruire
          </Button>
          <Button disabled>Indisponible</Button>
          <Button icon="printer" iconOnly>
            Imprimer
          </Button>
        </ButtonRow>
        <ButtonRow>
          <Button variant="primary" size="large">
            Continuer
          </Button>
          <Button variant="primary" size="small">
            Émettre
          </Button>
          <Button size="small" icon="pencil">
            Modifier
          </Button>
          <LinkButton href="/styles/formulaire" size="small" variant="quiet" dialog>
            Ouvrir en dialogue
          </LinkButton>
        </ButtonRow>
        <ButtonRow>
          <SegmentedLinks
            label="Semaine"
            links={[
              { href: '#1', label: 'Semaine précédente', icon: 'chevron-left', labelHidden: true },
              { href: '#2', label: 'Aujourd’hui' },
              { href: '#3', label: 'Semaine suivante', icon: 'chevron-right', labelHidden: true },
            ]}
          />
          <SegmentedLinks
            label="Vue"
            links={[
              { href: '#4', label: 'Jour' },
              { href: '#5', label: 'Semaine', current: true },
              { href: '#6', label: 'Mois' },
              { href: '#7', label: 'Liste' },
            ]}
          />
        </ButtonRow>
      </Stack>
    </Card>
  )
}

export function FieldsShowcase() {
  return (
    <Card title="Champs" padding="large">
      <Form action="/styles" frame={sampleFrame} guardLeave autosaveUrl="/styles/brouillon" version={1}>
        <FieldGroup id="identity" title="Identité" hint="Ce qui est écrit ici paraît sur les factures.">
          <FieldRow>
            <TextField name="lastName" label="Nom" value="Guérin" required autocomplete="off" />
            <TextField name="firstName" label="Prénom" value="Nathan" required />
            <DateField name="birthDate" label="Date de naissance" value="1987-04-12" width="short" />
          </FieldRow>
          <FieldRow>
            <TextField
              name="email"
              type="email"
              label="Courriel"
              value="nathan.guerin@"
              error="Cette adresse n’est pas complète : il manque ce qui suit @."
            />
            <TextField name="phone" type="tel" label="Téléphone" hint="Toutes les écritures conviennent." />
          </FieldRow>
          <RadioChips
            name="kind"
            label="Fiche"
            value="adult"
            options={[
              { value: 'adult', label: 'Adulte', icon: 'user' },
              { value: 'minor', label: 'Mineur', icon: 'user-check' },
              { value: 'couple', label: 'Couple', icon: 'users' },
            ]}
          />
        </FieldGroup>
        <FieldGroup id="appointment" title="Rendez-vous">
          <Combobox
            name="patientId"
            label="Patient"
            lang="fr"
            source="/styles/propositions"
            placeholder="Nom, téléphone ou courriel"
          />
          <RadioChips name="typeId" label="Type" look="cards" value="follow" options={types} />
          <FieldRow>
            <DateField name="date" label="Date" value="2026-11-25" />
            <TimeField name="time" label="Heure" value="12:30" width="short" />
            <SelectField
              name="durationMinutes"
              label="Durée"
              value="45"
              width="short"
              options={[
                { value: '30', label: '30 min' },
                { value: '45', label: '45 min' },
                { value: '60', label: '60 min' },
              ]}
            />
            <MoneyField name="price" label="Tarif" value="60,00" width="short" />
          </FieldRow>
          <RadioChips name="placeId" label="Lieu" value="cabinet" options={places} />
          <ShowWhen field="placeId" values={['video']}>
            <TextField name="videoLink" label="Adresse de la visio" type="url" />
          </ShowWhen>
          <TextArea name="note" label="Note" hint="Visible de vous seule." value={'Deux lignes\nde texte.'} />
          <CheckboxField
            name="consent"
            label="Accepte les rappels par SMS"
            checked
            hint="Donné le 12 mars 2026."
          />
          <CheckboxField name="other" label="Une case vide" />
          <CheckboxField
            name="refused"
            label="Conditions lues"
            required
            error="Cochez cette case pour continuer."
          />
          <FileField name="file" label="Fichier" lang="fr" accept=".csv,text/csv" />
          <PasswordField name="password" label="Mot de passe" lang="fr" autocomplete="new-password" />
          <CopyField
            name="address"
            label="Adresse"
            lang="fr"
            value="https://divan.test/calendrier/exemple.ics"
          />
          <TextField name="locked" label="Numéro" value="2026-0041" readonly hint="Attribué à l’émission." />
        </FieldGroup>
        <AutosaveState lang="fr" savedAtLabel="Enregistré à 14 h 32" />
        <ButtonRow align="end">
          <LinkButton href="/styles">Annuler</LinkButton>
          <Button variant="primary">Enregistrer</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

export function RefusedShowcase() {
  return (
    <Card title="Refus" padding="large">
      <ErrorSummary
        lang="fr"
        errors={[
          { field: 'email', message: 'Courriel : il manque ce qui suit @.' },
          { message: 'Ce créneau vient d’être pris. Le plus proche : jeudi 26 à 10 h 30.' },
        ]}
      />
      <Form action="/styles" frame={sampleFrame}>
        <ConfirmWord lang="fr" word="DÉTRUIRE" />
        <ButtonRow>
          <Button variant="danger">Détruire la fiche</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}
