import { Avatar } from '../avatar.tsx'
import { Badge, ColourDot } from '../badge.tsx'
import { Button, ButtonRow, LinkButton } from '../button.tsx'
import { Card, CardGrid, Stack } from '../card.tsx'
import { DescriptionList } from '../description-list.tsx'
import { Dialog } from '../dialog.tsx'
import { EmptyState } from '../empty-state.tsx'
import { Icon } from '../icon.tsx'
import { iconNames } from '../icon-names.ts'
import { List } from '../list.tsx'
import { Menu } from '../menu.tsx'
import { Notice } from '../notice.tsx'
import { Pagination } from '../pagination.tsx'
import { Stat } from '../stat.tsx'
import { Steps } from '../steps.tsx'
import { Table } from '../table.tsx'
import { Tabs } from '../tabs.tsx'
import { sampleFrame } from './sample-frame.ts'

const invoices = [
  { number: '2026-0041', date: '18 nov. 2026', patient: 'Nathan Guérin', state: 'paid', amount: '60,00 €' },
  {
    number: '2026-0040',
    date: '17 nov. 2026',
    patient: 'Ângela-Zoë O’Neil',
    state: 'due',
    amount: '120,00 €',
  },
  {
    number: 'brouillon',
    date: '16 nov. 2026',
    patient: 'Łukasz Wiśniewski',
    state: 'draft',
    amount: '85,00 €',
  },
  {
    number: '2026-0038',
    date: '2 oct. 2026',
    patient: 'Jean-Baptiste de La Rochefoucauld',
    state: 'late',
    amount: '1 240,00 €',
  },
]

export function TableShowcase() {
  return (
    <Card
      padding="flush"
      title="Factures"
      aside={
        <LinkButton href="#all" size="small" icon="download">
          Exporter
        </LinkButton>
      }
      footer={<Pagination lang="fr" nextHref="#2" summary="1 à 4 sur 212" />}
    >
      <Table
        caption="Factures"
        rows={invoices}
        href={(row) => `#${row.number}`}
        muted={(row) => row.state === 'draft'}
        columns={[
          { label: 'Patient', cell: (row) => row.patient, primary: true },
          { label: 'Numéro', cell: (row) => row.number, phone: 'hidden' },
          { label: 'Date', cell: (row) => row.date, show: 'wide' },
          { label: 'État', cell: (row) => <InvoiceState state={row.state} /> },
          { label: 'Montant', cell: (row) => row.amount, align: 'end', phone: 'aside' },
        ]}
        footer={['Total', '', '', '', '1 505,00 €']}
      />
    </Card>
  )
}

function InvoiceState({ state }: { state: string }) {
  if (state === 'paid')
    return (
      <Badge tone="good" icon="check">
        Acquittée
      </Badge>
    )
  if (state === 'due') return <Badge tone="now">À encaisser</Badge>
  if (state === 'late') return <Badge tone="danger">En retard</Badge>
  return <Badge>Brouillon</Badge>
}

export function ContentShowcase() {
  return (
    <Stack>
      <CardGrid columns={4}>
        <Stat label="Séances ce mois" value="48" detail="52 en octobre" icon="calendar-check" />
        <Stat label="À encaisser" value="120,00 €" detail="2 factures" icon="wallet" tone="now" href="#due" />
        <Stat label="Encaissé en novembre" value="3 060,00 €" />
        <Stat label="Nouveaux patients" value="3" detail="depuis le 1er" icon="user-plus" />
      </CardGrid>
      <TableShowcase />
      <Tabs
        label="Fiche"
        tabs={[
          { href: '#a', label: 'Résumé', current: true },
          { href: '#b', label: 'Séances', count: 12 },
          { href: '#c', label: 'Factures' },
          { href: '#d', label: 'Documents' },
        ]}
      />
      <CardGrid columns={3}>
        <Card title="À faire">
          <List
            items={[
              { title: '3 questionnaires reçus', icon: 'file-text', toDo: true, href: '#q' },
              {
                title: '2 factures en attente',
                icon: 'receipt-text',
                toDo: true,
                href: '#f',
                aside: '120 €',
              },
              { title: '1 demande de rendez-vous', icon: 'calendar-plus', toDo: true, href: '#r' },
            ]}
          />
        </Card>
        <Card title="Coordonnées" aside={<a href="#edit">Modifier</a>}>
          <DescriptionList
            items={[
              { term: 'Courriel', value: 'nathan.guerin@example.org' },
              { term: 'Téléphone', value: '06 12 34 56 78' },
              { term: 'Adresse', value: '12 rue Vendôme, 69006 Lyon' },
            ]}
          />
        </Card>
        <Card tone="sunk" title="Carte en creux">
          <p>Pour ce qui accompagne sans demander rien.</p>
        </Card>
      </CardGrid>
      <Card title="Fiche en colonnes" aside={<Menu frame={sampleFrame} items={menuItems} />}>
        <DescriptionList
          layout="columns"
          items={[
            { term: 'Début', value: '12 mars 2026' },
            { term: 'Adressé par', value: 'Dr Morel' },
            { term: 'Payeur', value: 'Mme Guérin' },
            { term: 'Tarif', value: '60,00 €' },
          ]}
        />
      </Card>
      <Notice kind="info">Les rappels partent la veille à 18 h.</Notice>
      <Notice kind="good">Le fichier est entré : 48 patients, 2 doublons proposés.</Notice>
      <Notice
        kind="warning"
        title="Fuseau horaire"
        actions={
          <LinkButton href="#tz" size="small">
            Voir
          </LinkButton>
        }
      >
        Trois rendez-vous tombent au changement d’heure.
      </Notice>
      <Notice kind="danger">
        Le courriel n’a pas pu partir. <a href="#outbox">Voir la boîte d’envoi</a>
      </Notice>
      <Card>
        <EmptyState
          icon="users"
          title="Votre premier patient"
          action={
            <LinkButton href="#new" variant="primary" icon="user-plus">
              Ajouter un patient
            </LinkButton>
          }
        >
          Les fiches réunissent coordonnées, séances et factures. Vous pouvez aussi importer un fichier.
        </EmptyState>
      </Card>
      <Card title="Étapes">
        <Steps
          label="Réservation"
          current={1}
          steps={[{ label: 'Créneau', href: '#s1' }, { label: 'Coordonnées' }, { label: 'Confirmation' }]}
        />
      </Card>
      <Card title="Pastilles">
        <Stack>
          <ButtonRow>
            <Badge>Neutre</Badge> <Badge tone="good">Confirmé</Badge> <Badge tone="now">À faire</Badge>
            <Badge tone="warning">En attente</Badge> <Badge tone="danger">Annulé</Badge>
            <Badge tone="info">Visio</Badge>
          </ButtonRow>
          <ButtonRow>
            <ColourDot colour="sage" /> <ColourDot colour="ocean" /> <ColourDot colour="plum" />
            <ColourDot colour="ochre" /> <ColourDot colour="rose" />
          </ButtonRow>
          <ButtonRow>
            <Avatar name="Hélène Lacaze" size="small" /> <Avatar name="Hélène Lacaze" />
            <Avatar name="Hélène Lacaze" size="large" />
          </ButtonRow>
        </Stack>
      </Card>
      <Card title="Icônes">
        <ButtonRow>
          {iconNames.map((name) => (
            <span title={name}>
              <Icon name={name} />
            </span>
          ))}
        </ButtonRow>
      </Card>
      <Card title="Dialogue">
        <p>
          <a href="#sample-dialog" data-island="dialog">
            Ouvrir
          </a>
        </p>
        <Dialog
          id="sample-dialog"
          lang="fr"
          title="Annuler ce rendez-vous ?"
          closeHref="#content"
          footer={<Button variant="primary">Oui, annuler</Button>}
        >
          <p>Nathan Guérin, jeudi 26 novembre à 11 h 30. Un courriel l’en avertira.</p>
        </Dialog>
      </Card>
    </Stack>
  )
}

const menuItems = [
  { label: 'Modifier', icon: 'pencil', href: '#edit' },
  { label: 'Fusionner', icon: 'git-merge', href: '#merge', dialog: true },
  { label: 'Archiver', icon: 'archive', action: '/styles' },
  { label: 'Détruire', icon: 'trash-2', href: '#destroy', danger: true },
] as const
