import { catalogue } from '#src/platform/text.ts'

export const chartText = catalogue(
  {
    showFigures: 'Voir les chiffres',
    nothing: 'Aucun chiffre à montrer pour l’instant.',
    named: (name: string, figure: string) => `${name}\u00a0: ${figure}`,
    fromTo: (first: string, last: string) => `De «\u00a0${first}\u00a0» à «\u00a0${last}\u00a0».`,
    between: (low: string, lowAt: string, high: string, highAt: string) =>
      `de ${low} (${lowAt}) à ${high} (${highAt}).`,
  },
  {
    showFigures: 'See the figures',
    nothing: 'No figures to show yet.',
    named: (name, figure) => `${name}: ${figure}`,
    fromTo: (first, last) => `From “${first}” to “${last}”.`,
    between: (low, lowAt, high, highAt) => `from ${low} (${lowAt}) to ${high} (${highAt}).`,
  },
)
