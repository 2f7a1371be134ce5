// Cuts the two typefaces down to what pages show: writes src/assets/fonts and src/styles/fonts.css.
// Run it after changing a range or a font package: node scripts/fonts.mjs
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const packages = join(root, 'node_modules/@fontsource-variable')

// French pages need the first file only. The others are fetched when a foreign name is on the page, or a sign that
// people's words do without.
const code = codePoints('#$<=>[\\]^_`{|}~')
const french = [
  ...range(0x20, 0x7e).filter((point) => !code.includes(point)),
  ...codePoints('ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆàâäçèéêëîïôöùûüÿœæ«»°·×§²’‘“”–—…€•−→←'),
  0xa0,
  0x202f,
  0x2011,
]
const latin = [...code, ...range(0xa1, 0xff).filter((point) => !french.includes(point))]
const latinExt = [
  ...range(0x100, 0x151),
  ...range(0x154, 0x177),
  ...range(0x179, 0x24f),
  ...range(0x1e00, 0x1eff),
]

// Weights 400 to 700 are all that the interface uses; titles have one weight, drawn for their size.
const families = [
  {
    name: 'Figtree',
    weight: '400 700',
    axes: { wght: { min: 400, max: 700 } },
    source: (part) => `figtree/files/figtree-${part}-wght-normal.woff2`,
  },
  {
    name: 'Fraunces',
    weight: '560',
    axes: { wght: 560, opsz: 36 },
    source: (part) => `fraunces/files/fraunces-${part}-opsz-normal.woff2`,
  },
]

const rules = []
for (const family of families) {
  const file = family.name.toLowerCase()
  copyFileSync(join(packages, file, 'LICENSE'), join(root, `src/assets/fonts/${file}-OFL.txt`))
  await cut(family, file, 'latin', french)
  await cut(family, `${file}-latin`, 'latin', latin)
  await cut(family, `${file}-latin-ext`, 'latin-ext', latinExt)
}
writeFileSync(join(root, 'src/styles/fonts.css'), `/* Made by scripts/fonts.mjs. */\n${rules.join('\n')}`)

async function cut(family, file, part, points) {
  const source = readFileSync(join(packages, family.source(part)))
  const font = await subsetFont(source, String.fromCodePoint(...points), {
    targetFormat: 'woff2',
    variationAxes: family.axes,
    keepFeatures: ['kern', 'liga', 'ccmp', 'mark', 'mkmk', 'tnum', 'lnum'],
    noHinting: true,
  })
  writeFileSync(join(root, `src/assets/fonts/${file}.woff2`), font)
  console.error(`${file}.woff2 ${font.length} bytes`)
  rules.push(`@font-face {
  font-family: '${family.name}';
  font-style: normal;
  font-weight: ${family.weight};
  font-display: swap;
  src: url('../assets/fonts/${file}.woff2') format('woff2');
  unicode-range: ${unicodeRange(points)};
}
`)
}

function unicodeRange(points) {
  const runs = []
  for (const point of [...points].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else runs.push([point, point])
  }
  return runs.map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ''}`).join(', ')
}

function hex(point) {
  return point.toString(16).toUpperCase()
}

function codePoints(text) {
  return [...text].map((character) => character.codePointAt(0))
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
