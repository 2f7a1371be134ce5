// Import directions (ARCHITECTURE.md): down only, features meet through their index, the browser stands on domain;
// inside a feature the folders stand on floors, and no files import each other in a circle, types included.
import { cruise } from 'dependency-cruiser'
import { climbsWithin } from './floors.mjs'

/** Without its parser the cruiser sees no module and finds no fault: fewer than this is a broken check. */
const MINIMUM_MODULES = 80

const layers = ['main', 'commands', 'server', 'app', 'features', 'ui', 'platform', 'db', 'domain']
const top = '^src/(main|commands|server|app|assets|machine|pages|dev|demo)'
const above = {
  '^src/domain/': `${top}|^src/(features|operator|ui|platform|db|browser|config)`,
  '^src/db/': `${top}|^src/(features|operator|ui|browser)|^src/platform/(?!jobs/prepare)`,
  '^src/platform/': `${top}|^src/(features|operator|ui|browser)`,
  '^src/ui/': `${top}|^src/(features|operator|browser|db)`,
  '^src/features/': `${top}|^src/(operator|browser)`,
  '^src/browser/': '^src/(?!browser/|domain/|styles/|assets/)',
}

const TESTS = '\\.test\\.tsx?$'

const forbidden = [
  ...Object.entries(above).map(([from, to]) => ({
    name: `up from ${from.slice(5, -1)}`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { path: to },
  })),
  {
    name: 'features meet through their index',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/', pathNot: TESTS },
    to: { path: '^src/features/([^/]+)/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
  },
  {
    name: 'no circle',
    severity: 'error',
    from: { path: '^src/' },
    to: { circular: true },
  },
]

const { output } = await cruise(
  ['src'],
  {
    ruleSet: { forbidden },
    validate: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  },
  { conditionNames: ['import'], extensions: ['.ts', '.tsx', '.js', '.mjs'] },
)
const { modules, summary } = output
const own = modules.filter((module) => module.source.startsWith('src/'))
if (own.length < MINIMUM_MODULES) {
  console.error(`only ${own.length} modules were seen: the parser does not work, so nothing was checked`)
  process.exit(1)
}
for (const { from, to, rule, cycle } of summary.violations) {
  console.error(
    `${rule.name}: ${from} → ${to}${cycle ? ` (${cycle.map((step) => step.name).join(' → ')})` : ''}`,
  )
}
const climbs = own
  .filter((module) => !new RegExp(TESTS).test(module.source))
  .flatMap((module) => module.dependencies.map((one) => climbsWithin(module.source, one.resolved)))
  .filter((fault) => fault !== undefined)
for (const fault of climbs) console.error(fault)
const wrong = summary.violations.length + climbs.length
console.log(`${own.length} modules, ${wrong} wrong imports (layers: ${layers.join(' > ')})`)
process.exit(wrong === 0 ? 0 : 1)
