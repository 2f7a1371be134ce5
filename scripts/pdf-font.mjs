// Makes the title face of printed documents: Fraunces at one weight, cut to Latin text, as TrueType
// (PDFKit cannot embed WOFF2). Run it after changing the font package: node scripts/pdf-font.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const source = readFileSync(
  join(root, 'node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2'),
)
const points = [...Array(0x7f - 0x20).keys()].map((offset) => 0x20 + offset)
points.push(...[...Array(0x60).keys()].map((offset) => 0xa0 + offset), 0x152, 0x153, 0x178)
points.push(0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x20ac)
const font = await subsetFont(source, String.fromCodePoint(...points), {
  targetFormat: 'truetype',
  variationAxes: { wght: 560, opsz: 36 },
  keepFeatures: ['kern'],
  noHinting: true,
})
writeFileSync(join(root, 'src/platform/pdf/fonts/fraunces.ttf'), font)
