import { catalogue } from '#src/platform/text.ts'

export const distinctText = catalogue(
  {
    areDistinct: 'Ce sont deux personnes',
    done: 'Ces deux fiches ne seront plus proposées ensemble.',
    undo: 'Annuler',
    title: 'Reconnues comme distinctes',
    hint: 'Vous avez dit de ces fiches que ce sont deux personnes : elles ne sont plus proposées.',
    show: 'Voir et revenir dessus',
    proposeAgain: 'Proposer de nouveau',
    proposedAgain: 'Ces deux fiches sont proposées de nouveau si elles se ressemblent.',
    refusals: {
      'same-file': 'Une fiche n’est pas distincte d’elle-même.',
      'merged-file': 'L’une de ces fiches est fusionnée dans une autre.',
    },
  },
  {
    areDistinct: 'They are two people',
    done: 'These two files will not be proposed together any more.',
    undo: 'Undo',
    title: 'Known to be distinct',
    hint: 'You said that these files are two people: they are not proposed any more.',
    show: 'See and take back',
    proposeAgain: 'Propose again',
    proposedAgain: 'These two files are proposed again if they look alike.',
    refusals: {
      'same-file': 'A file is not distinct from itself.',
      'merged-file': 'One of these files is merged into another.',
    },
  },
)
