import { catalogue } from '#src/platform/text.ts'

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`

export const calendarImportText = catalogue(
  {
    title: 'Importer un agenda',
    intro: 'Un fichier iCalendar (.ics), exporté de Google Agenda, Outlook, Apple ou Doctolib.',
    steps: 'Étapes',
    stepFile: 'Fichier',
    stepReview: 'Vérification',
    stepDone: 'Terminé',
    file: 'Fichier .ics',
    fileHint:
      'Rien n’est écrit avant votre confirmation. Le même fichier peut revenir : rien ne vient deux fois.',
    upload: 'Lire le fichier',
    agenda: 'Agenda',
    reviewTitle: (name: string) => (name === '' ? 'Vérification de l’agenda' : `Vérification de « ${name} »`),
    found: (count: number) => `${plural(count, 'événement', 'événements')} dans le fichier`,
    appointments: 'Rendez-vous',
    pastFuture: (past: number, future: number) => `${past} passés, ${future} à venir`,
    timeOff: 'Absences',
    alreadyThere: 'Déjà là',
    leftOut: 'Laissés de côté',
    leftOutDetail: (cancelled: number, free: number) =>
      [
        cancelled > 0 ? plural(cancelled, 'annulé', 'annulés') : '',
        free > 0 ? `${free} sans réservation de temps` : '',
      ]
        .filter((part) => part !== '')
        .reduce((before, part) => (before === '' ? `dont ${part}` : `${before}, ${part}`), ''),
    refusedStat: 'Refusés',
    nothingNew: 'Rien de nouveau',
    nothingNewHint:
      'Tout ce que contient ce fichier est déjà dans l’agenda, ou laissé de côté. L’importer ne changerait rien.',
    emptyCalendar: 'Ce fichier ne contient aucun événement.',
    reviewLeftOut: (count: number) =>
      `Revoir ${plural(count, 'rendez-vous laissé de côté', 'rendez-vous laissés de côté')}`,
    eventTitle: 'Titre',
    kinds: {
      choose: {
        title: 'Lequel de vos patients ?',
        hint: 'Plusieurs de vos patients portent ce nom, ou le titre n’en dit qu’une partie. Le plus probable est proposé ; un choix vaut pour toutes les dates du nom.',
      },
      newPatient: {
        title: 'Personnes sans fiche',
        hint: 'Une fiche sera ouverte à chacune, « nom, prénom » : l’autre ordre est dans la liste.',
      },
      timeOff: {
        title: 'Ce qui n’est pas un patient',
        hint: 'Repas, congés, formations : ils deviennent des absences.',
      },
      recognised: { title: 'Patients reconnus', hint: 'Ces titres nomment un seul de vos patients.' },
    },
    showRecognised: 'Voir et modifier',
    subject: 'Dans l’agenda',
    alsoWritten: (titles: readonly string[], more: number) =>
      `Écrit aussi ${titles.map((title) => `«\u00a0${title}\u00a0»`).join(', ')}${more > 0 ? ` et de ${plural(more, 'autre façon', 'autres façons')}` : ''}`,
    untitled: '(sans titre)',
    dates: 'Dates',
    dateCount: (count: number) => plural(count, 'date', 'dates'),
    allDates: 'Voir toutes les dates',
    becomes: 'Devient',
    becomeTimeOff: 'Absence',
    becomeNewPatient: 'Nouveau patient',
    newFile: (firstName: string, lastName: string) =>
      `Nouveau patient : ${firstName === '' ? lastName : `${lastName}, ${firstName}`}`,
    becomeSkip: 'Laisser de côté',
    becomeOther: 'Un autre patient…',
    otherPatient: 'Autre patient',
    unnamed: (found: number) =>
      found > 1
        ? 'Plusieurs patients portent ce nom : choisissez.'
        : 'Aucun patient de ce nom : choisissez-en un.',
    archived: 'archivé',
    emptyFile: 'fiche sans coordonnées',
    buffers: (before: number, after: number) =>
      `Les rendez-vous à venir prennent les battements de ce type (${before} min avant, ${after} min après).`,
    shortened: (count: number) =>
      count === 0
        ? ''
        : `${plural(count, 'rendez-vous suit le précédent de trop près : son battement est raccourci', 'rendez-vous se suivent de trop près : leur battement est raccourci')}.`,
    type: 'Type des rendez-vous importés',
    typeHint: 'Chacun garde sa propre durée.',
    conflicts: 'Chevauchements à venir',
    conflictsHint: 'On ne reçoit pas deux personnes à la fois. Dites lesquels gardent leur place.',
    takenByAgenda: 'L’agenda a déjà quelqu’un à cette heure.',
    keep: 'Garder',
    skip: 'Laisser de côté',
    history: 'Chevauchements passés',
    historyHint: (count: number) =>
      `${plural(count, 'rendez-vous passé en chevauche un autre', 'rendez-vous passés en chevauchent d’autres')} : ils entrent comme historique, marqués, sans bloquer de créneau.`,
    refusedEvents: 'Événements refusés',
    reason: 'Raison',
    start: 'Début',
    update: 'Mettre à jour',
    confirm: 'Importer',
    another: 'Importer un autre fichier',
    toAgenda: 'Voir l’agenda',
    doneTitle: 'Agenda importé',
    nothingChanged: 'Rien n’a changé : tout était déjà là.',
    patientsMade: 'Patients créés',
    overlapping: (count: number) => `dont ${count} en historique chevauchant`,
    toast: (appointments: number, timeOff: number) =>
      `${plural(appointments, 'rendez-vous importé', 'rendez-vous importés')}, ${plural(timeOff, 'absence', 'absences')}`,
    unfit: {
      appointment: 'Plus de douze heures, ou passe minuit : ce n’est pas un rendez-vous.',
      timeOff: 'Plus d’un an d’un seul tenant.',
    },
    codes: {
      'unreadable-event': 'Illisible.',
      'no-start': 'Sans début.',
      'impossible-date': 'Une date qui n’existe pas.',
      'zero-length': 'Sans durée.',
      'ends-before-start': 'Finit avant de commencer.',
      'unknown-zone': 'Fuseau horaire inconnu.',
      'unsupported-rule': 'Récurrence que Divan ne sait pas lire.',
      'unreadable-rule': 'Récurrence illisible.',
      'unsupported-period': 'Périodes que Divan ne sait pas lire.',
      'too-many-occurrences': 'Trop d’occurrences.',
      superseded: 'Remplacé par une version plus récente du même événement.',
    },
    refusals: {
      'no-file': 'Choisissez un fichier.',
      'file-too-large': 'Ce fichier est trop volumineux : 10 Mo au plus.',
      'not-a-calendar': 'Ce fichier n’est pas un agenda iCalendar (.ics).',
      'unfinished-file': 'Ce fichier est incomplet : sa fin manque. Exportez-le de nouveau.',
      'too-many-events': 'Ce fichier contient trop d’événements : 25 000 au plus.',
      'empty-file': 'Ce fichier est vide.',
      workbook:
        'C’est une archive ou un classeur, pas un agenda iCalendar. Si votre agenda est arrivé dans un .zip, ouvrez-le : l’agenda est le fichier .ics qu’il contient.',
      'not-text': 'Ce fichier n’est pas un texte : ce n’est pas un agenda iCalendar (.ics).',
      unreadable: 'Ce fichier est illisible.',
      unresolved:
        'Des chevauchements à venir attendent votre choix, ou ce que vous gardez se chevauche encore.',
      'stale-review': 'Cette vérification a changé entre-temps. Relisez-la, puis confirmez.',
      'no-type': 'Choisissez le type des rendez-vous importés.',
    },
  },
  {
    title: 'Import a calendar',
    intro: 'An iCalendar file (.ics), exported from Google Calendar, Outlook, Apple or others.',
    steps: 'Steps',
    stepFile: 'File',
    stepReview: 'Review',
    stepDone: 'Done',
    file: '.ics file',
    fileHint: 'Nothing is written before you confirm. The same file may come again: nothing comes in twice.',
    upload: 'Read the file',
    agenda: 'Agenda',
    reviewTitle: (name: string) => (name === '' ? 'Review of the calendar' : `Review of “${name}”`),
    found: (count: number) => `${plural(count, 'event', 'events')} in the file`,
    appointments: 'Appointments',
    pastFuture: (past: number, future: number) => `${past} past, ${future} to come`,
    timeOff: 'Time off',
    alreadyThere: 'Already there',
    leftOut: 'Left out',
    leftOutDetail: (cancelled: number, free: number) =>
      [cancelled > 0 ? `${cancelled} cancelled` : '', free > 0 ? `${free} that take no time` : '']
        .filter((part) => part !== '')
        .join(', '),
    refusedStat: 'Refused',
    nothingNew: 'Nothing new',
    nothingNewHint:
      'All that this file holds is in the agenda already, or left out. Importing it would change nothing.',
    emptyCalendar: 'This file holds no event.',
    reviewLeftOut: (count: number) =>
      `Review ${plural(count, 'appointment left out', 'appointments left out')}`,
    eventTitle: 'Title',
    kinds: {
      choose: {
        title: 'Which of your patients?',
        hint: 'Several of your patients bear this name, or the title says part of it only. The likeliest is proposed; one choice holds for all dates of the name.',
      },
      newPatient: {
        title: 'People without a file',
        hint: 'A file will be opened for each, “last name, first name”: the other order is in the list.',
      },
      timeOff: { title: 'Not a patient', hint: 'Meals, holidays, training: they become time off.' },
      recognised: { title: 'Recognised patients', hint: 'These titles name a single one of your patients.' },
    },
    showRecognised: 'See and change',
    subject: 'In the calendar',
    alsoWritten: (titles: readonly string[], more: number) =>
      `Also written ${titles.map((title) => `“${title}”`).join(', ')}${more > 0 ? ` and in ${plural(more, 'other way', 'other ways')}` : ''}`,
    untitled: '(no title)',
    dates: 'Dates',
    dateCount: (count: number) => plural(count, 'event', 'events'),
    allDates: 'See all dates',
    becomes: 'Becomes',
    becomeTimeOff: 'Time off',
    becomeNewPatient: 'New patient',
    newFile: (firstName: string, lastName: string) =>
      `New patient: ${firstName === '' ? lastName : `${lastName}, ${firstName}`}`,
    becomeSkip: 'Leave out',
    becomeOther: 'Another patient…',
    otherPatient: 'Other patient',
    unnamed: (found: number) =>
      found > 1 ? 'Several patients bear this name: choose one.' : 'No patient of this name: choose one.',
    archived: 'archived',
    emptyFile: 'file without contacts',
    buffers: (before: number, after: number) =>
      `Appointments to come take this type’s buffers (${before} min before, ${after} min after).`,
    shortened: (count: number) =>
      count === 0
        ? ''
        : `${plural(count, 'appointment follows the one before too closely: its buffer is shortened', 'appointments follow each other too closely: their buffers are shortened')}.`,
    type: 'Type of the imported appointments',
    typeHint: 'Each keeps its own duration.',
    conflicts: 'Overlaps to come',
    conflictsHint: 'Nobody receives two people at once. Say which ones keep their place.',
    takenByAgenda: 'The agenda has somebody at this time already.',
    keep: 'Keep',
    skip: 'Leave out',
    history: 'Past overlaps',
    historyHint: (count: number) =>
      `${plural(count, 'past appointment overlaps another', 'past appointments overlap others')}: they come in as history, marked, blocking no slot.`,
    refusedEvents: 'Refused events',
    reason: 'Reason',
    start: 'Start',
    update: 'Update',
    confirm: 'Import',
    another: 'Import another file',
    toAgenda: 'See the agenda',
    doneTitle: 'Calendar imported',
    nothingChanged: 'Nothing has changed: all of it was there already.',
    patientsMade: 'Patients made',
    overlapping: (count: number) => `${count} of them overlapping history`,
    toast: (appointments: number, timeOff: number) =>
      `${plural(appointments, 'appointment imported', 'appointments imported')}, ${plural(timeOff, 'time off', 'times off')}`,
    unfit: {
      appointment: 'More than twelve hours, or over midnight: this is no appointment.',
      timeOff: 'More than a year in one piece.',
    },
    codes: {
      'unreadable-event': 'Unreadable.',
      'no-start': 'Without start.',
      'impossible-date': 'A date that does not exist.',
      'zero-length': 'Without length.',
      'ends-before-start': 'Ends before it starts.',
      'unknown-zone': 'Unknown time zone.',
      'unsupported-rule': 'A recurrence that Divan cannot read.',
      'unreadable-rule': 'Unreadable recurrence.',
      'unsupported-period': 'Periods that Divan cannot read.',
      'too-many-occurrences': 'Too many occurrences.',
      superseded: 'Replaced by a newer version of the same event.',
    },
    refusals: {
      'no-file': 'Choose a file.',
      'file-too-large': 'This file is too large: 10 MB at most.',
      'not-a-calendar': 'This file is not an iCalendar (.ics).',
      'unfinished-file': 'This file is incomplete: its end is missing. Export it again.',
      'too-many-events': 'This file holds too many events: 25,000 at most.',
      'empty-file': 'This file is empty.',
      workbook:
        'This is an archive or a workbook, not an iCalendar. If your calendar came in a .zip, open it: the calendar is the .ics file inside.',
      'not-text': 'This file is not text: it is no iCalendar (.ics).',
      unreadable: 'This file cannot be read.',
      unresolved: 'Some overlaps to come wait for your choice, or what you keep still overlaps.',
      'stale-review': 'This review has changed in the meantime. Read it again, then confirm.',
      'no-type': 'Choose the type of the imported appointments.',
    },
  },
)
