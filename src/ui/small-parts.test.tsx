import { describe, expect, it } from 'vitest'
import { AgendaEntry } from './agenda-event.tsx'
import { initials } from './avatar.tsx'
import { List } from './list.tsx'
import { findCurrentEntry } from './navigation.ts'
import { Table } from './table.tsx'
import { uiText } from './text.ts'

describe('initials', () => {
  it.each([
    ['Hélène Lacaze', 'HL'],
    ['Jean-Baptiste de La Rochefoucauld', 'JR'],
    ['Zoé', 'Z'],
    ['  élodie  ', 'É'],
    ['李', '李'],
    ['🙂', ''],
    ['', ''],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})

describe('the navigation', () => {
  it.each([
    ['/agenda?vue=jour', 'agenda'],
    ['/patients/123/seances', 'patients'],
    ['/rendez-vous/123', 'agenda'],
    ['/lieux', 'settings'],
    ['/patientsX', undefined],
    ['/', undefined],
  ])('on %s marks %s', (path, key) => {
    const entry = (name: string, href: string, covers?: string[]) => ({
      key: name,
      href,
      icon: 'users',
      label: name,
      ...(covers ? { covers } : {}),
    })
    const groups = [
      {
        key: 'day' as const,
        entries: [entry('agenda', '/agenda', ['/rendez-vous']), entry('patients', '/patients')],
      },
      { key: 'practice' as const, entries: [entry('settings', '/parametres', ['/lieux'])] },
    ]
    expect(findCurrentEntry(groups, path)).toBe(key)
  })
})

describe('a table', () => {
  const columns = [
    { label: 'Nom', cell: (row: { name: string }) => row.name, primary: true },
    { label: 'Reste', cell: () => '60,00 €', align: 'end' as const },
  ]

  it('names each row by a header that links to it, and each cell for phones', () => {
    const html = String(
      <Table caption="Dus" columns={columns} rows={[{ name: '<i>' }]} href={() => '/p/1'} />,
    )
    expect(html).toContain(
      '<th class="cell-primary" scope="row"><a class="table-link" href="/p/1">&lt;i&gt;</a></th>',
    )
    expect(html).toContain('<td class="cell-end" data-label="Reste">60,00 €</td>')
  })

  it('says where each cell goes on a phone', () => {
    const placed = [
      ...columns,
      { label: 'Numéro', cell: () => '12', phone: 'detail' as const },
      { label: 'Total', cell: () => '60,00 €', phone: 'aside' as const },
    ]
    const html = String(<Table caption="Dus" columns={placed} rows={[{ name: 'Léna' }]} />)
    expect(html).toContain('<table class="table table-with-aside">')
    expect(html).toContain('<td class="cell-phone-detail" data-label="Numéro">12</td>')
    expect(html).toContain('<td class="cell-phone-aside" data-label="Total">60,00 €</td>')
  })
})

describe('a list', () => {
  it('keeps the one button of a line outside the link that the line is', () => {
    const html = String(
      <List items={[{ title: 'Léna', href: '/p/1', avatar: 'Léna Roy', action: <b>Noter</b> }]} />,
    )
    expect(html).toContain('<a class="list-link" href="/p/1">Léna</a>')
    expect(html).toContain('<div class="list-action"><b>Noter</b></div>')
    expect(html).toContain('>LR</span>')
  })
})

describe('an agenda entry', () => {
  const event = {
    href: '/rendez-vous/1',
    title: 'Léna',
    timeLabel: '15 h 30 – 16 h 20',
    colour: 'plum' as const,
    rowStart: 90,
    rows: 10,
    lane: 0,
    lanes: 1,
  }

  it('is placed by classes', () => {
    expect(String(<AgendaEntry event={event} />)).toContain('class="agenda-event colour-plum r90 d10"')
  })

  it('shares its room with others', () => {
    expect(String(<AgendaEntry event={{ ...event, lane: 1, lanes: 2 }} />)).toContain('l2-1 in-lane')
  })

  it('is never lost, were there more lanes than classes', () => {
    expect(String(<AgendaEntry event={{ ...event, lane: 8, lanes: 9 }} />)).toContain('l6-5 in-lane')
  })

  it('keeps its start where the end does not fit', () => {
    expect(String(<AgendaEntry event={event} />)).toContain(
      '15 h 30<span class="agenda-event-end"> – 16 h 20</span>',
    )
  })
})

describe('the words of the parts', () => {
  it('exist in both languages', () => {
    expect(Object.keys(uiText.en)).toEqual(Object.keys(uiText.fr))
    for (const words of Object.values(uiText.en)) expect(words.trim()).not.toBe('')
  })
})
