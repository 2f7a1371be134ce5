import { catalogue } from '#src/platform/text.ts'

export const journalText = catalogue(
  {
    title: 'Journal',
    back: 'Paramètres',
    lead: 'Tout ce qui a été fait, du plus récent au plus ancien. Rien ne s’y efface, et toute retouche se voit.',
    filter: 'Filtrer le journal',
    from: 'Du',
    to: 'Au',
    action: 'Action',
    anyAction: 'Toutes',
    show: 'Afficher',
    when: 'Quand',
    what: 'Quoi',
    about: 'Objet',
    who: 'Qui',
    caption: 'Événements du journal',
    system: 'Divan',
    visitor: 'Un visiteur',
    token: (name: string) => `Jeton «\u00a0${name}\u00a0»`,
    empty: 'Aucun événement',
    emptyText: 'Rien ne correspond à ce filtre.',
    clear: 'Tout montrer',
    unknown: (action: string) => `Action «\u00a0${action}\u00a0»`,
    common: 'Les plus courantes',
    withSystem: 'Actions de Divan',
    hidden: (count: number) =>
      count === 1
        ? 'Une action que Divan a faite de lui-même n’est pas montrée ici.'
        : `${count} actions que Divan a faites de lui-même ne sont pas montrées ici.`,
    showHidden: 'Les montrer',
  },
  {
    title: 'Audit trail',
    back: 'Settings',
    lead: 'Everything that was done, the latest first. Nothing is erased from it, and any tampering shows.',
    filter: 'Filter the audit trail',
    from: 'From',
    to: 'To',
    action: 'Action',
    anyAction: 'All',
    show: 'Show',
    when: 'When',
    what: 'What',
    about: 'Subject',
    who: 'Who',
    caption: 'Events of the audit trail',
    system: 'Divan',
    visitor: 'A visitor',
    token: (name: string) => `Token “${name}”`,
    empty: 'No event',
    emptyText: 'Nothing matches this filter.',
    clear: 'Show everything',
    unknown: (action: string) => `Action “${action}”`,
    common: 'The most common',
    withSystem: 'Divan’s own actions',
    hidden: (count: number) =>
      count === 1
        ? 'One action that Divan took by itself is not shown here.'
        : `${count} actions that Divan took by itself are not shown here.`,
    showHidden: 'Show them',
  },
)
