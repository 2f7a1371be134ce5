// Makes src/assets/icons.svg and src/ui/icon-names.ts from the list below and lucide-static.
// Run it after changing the list: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const names = `
  archive arrow-left arrow-right baby ban banknote bell building calendar calendar-check calendar-days
  calendar-plus calendar-x check chevron-down chevron-left chevron-right chevron-up chevrons-up-down
  circle-check circle-help circle-x clipboard-list clock copy credit-card download euro external-link eye
  eye-off file-text filter git-merge globe hand-coins heart heart-handshake history house inbox info key
  landmark laptop link list list-checks loader lock log-in log-out mail map-pin menu message-square moon
  ellipsis notebook-pen paperclip pencil phone plus printer receipt-text refresh-cw repeat rotate-ccw save
  search send settings shield-check smartphone sprout star sun tag trash-2 triangle-alert undo-2 upload
  user user-check user-plus user-x users video wallet x chart-column sunrise square-check eraser
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
