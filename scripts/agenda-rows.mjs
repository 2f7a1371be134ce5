// Makes src/styles/agenda-rows.css: the static classes that place agenda entries, since the security
// policy allows no style attribute. Run: node scripts/agenda-rows.mjs
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const rowsPerDay = 288
const maxLanes = 6

const rules = ['/* Made by scripts/agenda-rows.mjs. */']
for (let days = 1; days <= 7; days++) rules.push(`.agenda-days-${days} { --days: ${days}; }`)
for (let hours = 1; hours <= 24; hours++) rules.push(`.agenda-h${hours} { --rows: ${hours * 12}; }`)
for (let row = 0; row < rowsPerDay; row++) rules.push(`.r${row} { --r: ${row}; }`)
for (let rows = 1; rows <= rowsPerDay; rows++) rules.push(`.d${rows} { --d: ${rows}; }`)
for (let lanes = 2; lanes <= maxLanes; lanes++) {
  for (let lane = 0; lane < lanes; lane++) {
    rules.push(`.l${lanes}-${lane} { --l: ${decimal(lane / lanes)}; --w: ${decimal(1 / lanes)}; }`)
  }
}
writeFileSync(join(root, 'src/styles/agenda-rows.css'), `${rules.join('\n')}\n`)

function decimal(value) {
  return String(Math.round(value * 10_000) / 10_000)
}
