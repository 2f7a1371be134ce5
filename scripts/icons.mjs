// Makes src/assets/icons.svg and src/ui/icon-names.ts from the list below and lucide-static. Every first visit fetches
// the whole sprite, so the list names what pages draw and nothing else.
// Run it after changing the list: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const names = `
  archive arrow-left ban banknote building calendar calendar-check calendar-days calendar-plus calendar-x
  check chevron-down chevron-left chevron-right chevrons-up-down circle-check circle-x clock copy
  credit-card download ellipsis euro eye eye-off file-text git-merge globe hand-coins history house info key
  landmark laptop link log-out mail map-pin menu moon notebook-pen pencil phone plus printer
  receipt-text refresh-cw repeat rotate-ccw save search settings shield-check smartphone sun sunrise tag
  trash-2 triangle-alert undo-2 upload user user-check user-plus user-x users video wallet x
`
  .trim()
  .split(/\s+/)
  .sort()

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const symbols = names.map((name) => {
  const source = readFileSync(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
  const shapes = source
    .slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'))
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
})

writeFileSync(
  join(root, 'src/assets/icons.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide icons, ISC licence, lucide.dev -->\n${symbols.join('\n')}\n</svg>\n`,
)
writeFileSync(
  join(root, 'src/ui/icon-names.ts'),
  `// Made by scripts/icons.mjs from the list in it.\nexport const iconNames = [\n${names.map((name) => `  '${name}',`).join('\n')}\n] as const\n\nexport type IconName = (typeof iconNames)[number]\n`,
)
