import type { AgendaDay, AgendaEvent } from '../agenda-grid.tsx'
import type { EventColour } from '../badge.tsx'

const kinds: Record<string, { colour: EventColour; detail: string; video?: true }> = {
  S: { colour: 'sage', detail: 'Suivi' },
  P: { colour: 'ochre', detail: 'Premier entretien' },
  T: { colour: 'ocean', detail: 'Téléconsultation', video: true },
  E: { colour: 'rose', detail: 'Enfant' },
  C: { colour: 'plum', detail: 'Couple' },
}

// Kind, start, end, name; `+` repeats weekly, `€` is unpaid; `/` starts a hatch.
const week = [
  '/8:00 8:25 Administratif|S 8:30 9:15 Camille Dupont+|P 9:30 10:20 Adam Moreau|T 10:30 11:15 Manon Girard|S 11:30 12:15 Arthur Garnier+|/12:30 13:45 Déjeuner|C 14:00 14:50 Jade Robert€|S 15:00 15:45 Gabriel Roux|E 16:00 16:45 Zoé Blanc+|S 17:00 17:45 Noé Martin|S 18:00 18:45 Alice Simon|P 19:00 19:50 Lucas Bonnet+',
  'S 8:15 9:00 Raphaël Lambert|S 9:15 10:00 Louise Durand|P 10:15 11:05 Jules Chevalier+|T 11:15 12:00 Rose Boyer|/12:15 13:15 Supervision|S 13:30 14:15 Léo Petit|C 14:30 15:20 Sarah Lefebvre+€|S 15:30 16:15 Ethan Mercier|E 16:45 17:30 Camille Dupont|S 17:45 18:30 Adam Moreau+|S 18:45 19:30 Manon Girard|/19:35 20:00 Fermé',
  'E 8:30 9:15 Anna Faure|S 9:30 10:15 Hugo Richard+|S 10:30 11:15 Chloé Fontaine|P 11:30 12:20 Nathan Guérin|/12:30 13:20 Déjeuner|T 13:30 14:15 Inès Bernard+|S 14:30 15:15 Paul Laurent|C 15:30 16:20 Léna François€|P 15:45 16:30 Zoé Blanc|S 16:30 17:15 Raphaël Lambert+|E 17:30 18:15 Louise Durand|S 18:30 19:15 Jules Chevalier|/19:20 20:00 Fermé',
  'S 8:00 8:45 Arthur Garnier+|E 9:00 9:45 Jade Robert|S 10:00 10:45 Gabriel Roux|S 11:00 11:45 Zoé Blanc+|/12:00 13:45 Formation EMDR|P 14:00 14:50 Noé Martin|T 15:00 15:45 Alice Simon|S 16:00 16:45 Lucas Bonnet+|C 17:00 17:50 Anna Faure€|S 18:00 18:45 Hugo Richard|E 19:00 19:45 Chloé Fontaine+',
  'C 8:30 9:20 Rose Boyer|S 9:30 10:15 Léo Petit|E 10:30 11:15 Sarah Lefebvre+|S 11:30 12:15 Ethan Mercier|/12:30 13:30 Déjeuner|S 13:45 14:30 Camille Dupont|P 14:45 15:35 Adam Moreau+|T 15:45 16:30 Manon Girard|S 16:45 17:30 Arthur Garnier|C 17:45 18:35 Jade Robert+€|S 18:45 19:30 Gabriel Roux|/19:35 20:00 Fermé',
  'S 8:30 9:15 Nathan Guérin|C 9:15 10:05 Inès Bernard+|S 10:00 10:45 Paul Laurent|E 10:50 11:35 Léna François|S 11:40 12:25 Raphaël Lambert+|S 13:00 13:45 Louise Durand|P 13:50 14:40 Jules Chevalier|T 14:40 15:25 Rose Boyer+|S 15:30 16:15 Léo Petit|C 16:20 17:10 Sarah Lefebvre€|/17:15 20:00 Absence',
]
const names = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam']
const longNames = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']
export const startHour = 8
export const endHour = 20

/** Monday 17 to Saturday 22 November 2025, on Wednesday at 11 h 20. */
export const sampleWeek: AgendaDay[] = week.map((line, index) => {
  const entries = line.split('|')
  const number = String(17 + index)
  const events = withLanes(entries.filter((entry) => !entry.startsWith('/')).map((entry) => readEvent(entry)))
  return {
    date: `2025-11-${number}`,
    name: names[index] ?? '',
    number,
    label: `${longNames[index]} ${number} novembre`,
    href: `/agenda?vue=jour&date=2025-11-${number}`,
    isToday: index === 2,
    isSelected: index === 2,
    summary: `${events.length} séances`,
    events,
    hatches: entries.filter((entry) => entry.startsWith('/')).map((entry) => readHatch(entry.slice(1))),
    nowRow: index === 2 ? 40 : undefined,
  }
})

function readEvent(entry: string): AgendaEvent {
  const [kindKey = 'S', from = '', to = '', ...words] = entry.split(' ')
  const kind = kinds[kindKey] ?? { colour: 'sage', detail: '' }
  const name = words.join(' ')
  const repeats = name.includes('+')
  const unpaid = name.includes('€')
  return {
    href: '/rendez-vous/exemple',
    title: name.replace(/[+€]/g, ''),
    timeLabel: `${time(from)} – ${time(to)}`,
    detail: kind.detail,
    colour: kind.colour,
    rowStart: row(from),
    rows: row(to) - row(from),
    lane: 0,
    lanes: 1,
    icons: [
      ...(kind.video ? [{ name: 'video', label: 'En visio' } as const] : []),
      ...(repeats ? [{ name: 'repeat', label: 'Chaque semaine' } as const] : []),
      ...(unpaid ? [{ name: 'euro', label: 'À régler', toDo: true } as const] : []),
    ],
  }
}

function readHatch(entry: string) {
  const [from = '', to = '', ...words] = entry.split(' ')
  return {
    title: words.join(' '),
    timeLabel: `${time(from)} – ${time(to)}`,
    rowStart: row(from),
    rows: row(to) - row(from),
  }
}

function withLanes(events: AgendaEvent[]): AgendaEvent[] {
  return events.map((event, index) => {
    const before = events[index - 1]
    const after = events[index + 1]
    if (before && before.rowStart + before.rows > event.rowStart) return { ...event, lane: 1, lanes: 2 }
    if (after && event.rowStart + event.rows > after.rowStart) return { ...event, lane: 0, lanes: 2 }
    return event
  })
}

function row(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return ((Number(hours) - startHour) * 60 + Number(minutes)) / 5
}

function time(value: string): string {
  const [hours, minutes] = value.split(':')
  return minutes === '00' ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${minutes}`
}
