import type { CSSOptions } from 'vite'

type PostcssOptions = Exclude<CSSOptions['postcss'], string | undefined>
type PostcssPlugin = NonNullable<PostcssOptions['plugins']>[number]

const ROWS_PER_DAY = 288
const MAX_LANES = 6

/**
 * Chrome 65 and Firefox 60 know `grid-gap` but not `gap`, and no gap at all in flex. So `gap` gets its
 * old twin in a rule that says `display: grid`, and anywhere else the build fails: the author writes
 * `grid-gap` for a grid declared elsewhere, margins for flex.
 */
const gridGap: PostcssPlugin = {
  postcssPlugin: 'grid-gap',
  Declaration: {
    gap: (declaration) => {
      const siblings = declaration.parent?.nodes.filter((node) => node.type === 'decl') ?? []
      const isGrid = siblings.some((other) => other.prop === 'display' && other.value.endsWith('grid'))
      if (!isGrid) throw declaration.error('gap outside a grid: use grid-gap or margins')
      const hasTwin = siblings.some((other) => other.prop === 'grid-gap')
      if (!hasTwin) declaration.cloneBefore({ prop: 'grid-gap' })
    },
  },
}

/**
 * Replaces `@agenda-rows` by the static classes that place agenda entries, since the security policy
 * allows no style attribute: `.rN` and `.dN` count five minutes, `.lN-K` is lane K of N.
 */
const agendaRows: PostcssPlugin = {
  postcssPlugin: 'agenda-rows',
  AtRule: {
    'agenda-rows': (atRule, { Declaration, Rule }) => {
      // Vite follows each node back to its file, so the new ones say where they come from.
      const origin = atRule.source ? { source: atRule.source } : {}
      for (const [selector, values] of placements()) {
        const nodes = Object.entries(values).map(
          ([prop, value]) => new Declaration({ prop, value: String(value), ...origin }),
        )
        atRule.before(new Rule({ selector, nodes, ...origin }))
      }
      atRule.remove()
    },
  },
}

/**
 * Replaces `@dark-tokens` by the two rules that say when it is dark: the person chose it, or their device did and
 * they chose nothing. Paper is always light, so both hold for screens only.
 */
const darkTokens: PostcssPlugin = {
  postcssPlugin: 'dark-tokens',
  AtRule: {
    'dark-tokens': (atRule, { AtRule, Rule }) => {
      const origin = atRule.source ? { source: atRule.source } : {}
      for (const [params, selector] of [
        ['screen', ":root[data-theme='dark']"],
        ['screen and (prefers-color-scheme: dark)', ":root:not([data-theme='light'])"],
      ] as const) {
        const nodes = (atRule.nodes ?? []).map((node) => node.clone())
        const rule = new Rule({ selector, nodes, ...origin })
        atRule.before(new AtRule({ name: 'media', params, nodes: [rule], ...origin }))
      }
      atRule.remove()
    },
  },
}

export const postcss: PostcssOptions = { plugins: [gridGap, agendaRows, darkTokens] }

function placements(): [selector: string, values: Record<string, number>][] {
  const rules: [string, Record<string, number>][] = []
  for (let days = 1; days <= 7; days++) rules.push([`.agenda-days-${days}`, { '--days': days }])
  for (let hours = 1; hours <= 24; hours++) rules.push([`.agenda-h${hours}`, { '--rows': hours * 12 }])
  for (let row = 0; row < ROWS_PER_DAY; row++) rules.push([`.r${row}`, { '--r': row }])
  for (let rows = 1; rows <= ROWS_PER_DAY; rows++) rules.push([`.d${rows}`, { '--d': rows }])
  for (let lanes = 2; lanes <= MAX_LANES; lanes++) {
    for (let lane = 0; lane < lanes; lane++) {
      rules.push([`.l${lanes}-${lane}`, { '--l': decimal(lane / lanes), '--w': decimal(1 / lanes) }])
    }
  }
  return rules
}

function decimal(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
