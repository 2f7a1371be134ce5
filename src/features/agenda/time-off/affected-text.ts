import { catalogue } from '#src/platform/text.ts'

export const affectedText = catalogue(
  {
    title: 'Rendez-vous touchés',
    intro: (count: number) =>
      count > 1
        ? `Ces ${count} rendez-vous tombent pendant l’absence. Décidez pour chacun, puis appliquez tout en une fois.`
        : 'Ce rendez-vous tombe pendant l’absence. Décidez ce qu’il devient.',
    nobody: 'Personne n’est touché',
    nobodyHint: 'Aucun rendez-vous à venir ne tombe pendant cette absence.',
    back: 'Absence',
    decision: (who: string) => `Que devient le rendez-vous de ${who} ?`,
    moveTo: (when: string) => `Déplacer : ${when}`,
    outsideWishes: 'hors de ses disponibilités',
    cancel: 'Annuler le rendez-vous',
    keep: 'Laisser à cette heure',
    noTime: 'Aucun créneau libre dans les quatre semaines.',
    apply: 'Appliquer',
    later: 'Plus tard',
    solved: (moved: number, cancelled: number) =>
      [
        moved > 0 ? `${moved} ${moved > 1 ? 'rendez-vous déplacés' : 'rendez-vous déplacé'}` : '',
        cancelled > 0 ? `${cancelled} ${cancelled > 1 ? 'annulés' : 'annulé'}` : '',
      ]
        .filter(Boolean)
        .join(', '),
    undo: 'Annuler',
    undone: 'Les rendez-vous sont revenus à leur place.',
    tell: 'À prévenir',
    tellHint: 'Rien n’a été envoyé. Voici un message prêt pour chacun.',
    writeMail: 'Écrire un mail',
    writeText: 'Écrire un SMS',
    subject: 'Votre rendez-vous',
    movedMessage: (before: string, after: string) =>
      `Bonjour, je dois déplacer votre rendez-vous du ${before}. Je vous propose le ${after}. Dites-moi si cela vous convient.`,
    cancelledMessage: (before: string) =>
      `Bonjour, je dois annuler votre rendez-vous du ${before}. Recontactez-moi pour en fixer un autre.`,
    at: (date: string, time: string) => `${date} à ${time}`,
    nowTold: 'Tout est décidé',
    refusals: {
      nothingDecided:
        'Tout reste à sa place : choisissez un créneau ou une annulation pour au moins une personne.',
      stale: 'Ce rendez-vous a changé entre-temps. Voici où il en est.',
      taken: 'Ce créneau vient d’être pris, ou est choisi deux fois. Choisissez-en un autre.',
      occupied: 'Un créneau vient d’être pris. Rien n’a été changé : choisissez de nouveau.',
      span: 'Ce créneau ne convient pas à la durée du rendez-vous.',
      changedSince: 'Un de ces rendez-vous a changé depuis : rien n’a été annulé.',
      timeTaken: 'Une des heures d’avant est prise par un autre rendez-vous : rien n’a été annulé.',
    },
  },
  {
    title: 'Affected appointments',
    intro: (count: number) =>
      count > 1
        ? `These ${count} appointments fall into the time off. Decide for each, then apply everything at once.`
        : 'This appointment falls into the time off. Decide what becomes of it.',
    nobody: 'Nobody is affected',
    nobodyHint: 'No appointment to come falls into this time off.',
    back: 'Time off',
    decision: (who: string) => `What becomes of the appointment of ${who}?`,
    moveTo: (when: string) => `Move: ${when}`,
    outsideWishes: 'outside their availabilities',
    cancel: 'Cancel the appointment',
    keep: 'Leave it at this time',
    noTime: 'No free time within four weeks.',
    apply: 'Apply',
    later: 'Later',
    solved: (moved: number, cancelled: number) =>
      [
        moved > 0 ? `${moved} ${moved > 1 ? 'appointments' : 'appointment'} moved` : '',
        cancelled > 0 ? `${cancelled} cancelled` : '',
      ]
        .filter(Boolean)
        .join(', '),
    undo: 'Undo',
    undone: 'The appointments are back in their places.',
    tell: 'To be told',
    tellHint: 'Nothing was sent. Here is a message ready for each.',
    writeMail: 'Write a mail',
    writeText: 'Write a text message',
    subject: 'Your appointment',
    movedMessage: (before: string, after: string) =>
      `Hello, I have to move your appointment of ${before}. I suggest ${after}. Please tell me whether it suits you.`,
    cancelledMessage: (before: string) =>
      `Hello, I have to cancel your appointment of ${before}. Please get in touch to find another one.`,
    at: (date: string, time: string) => `${date} at ${time}`,
    nowTold: 'Everything is decided',
    refusals: {
      nothingDecided: 'Everything stays in place: choose a time or a cancellation for at least one person.',
      stale: 'This appointment has changed meanwhile. Here is how it stands.',
      taken: 'This time was just taken, or is chosen twice. Choose another.',
      occupied: 'A time was just taken. Nothing was changed: choose again.',
      span: 'This time does not suit the length of the appointment.',
      changedSince: 'One of these appointments has changed since: nothing was undone.',
      timeTaken: 'One of the former times is taken by another appointment: nothing was undone.',
    },
  },
)
