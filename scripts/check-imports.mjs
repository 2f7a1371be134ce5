// Import directions (ARCHITECTURE.md): down only, features meet through their index, the browser stands on domain.
import { cruise } from 'dependency-cruiser'

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
    name: 'no cycle',
    severity: 'error',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
]

const { output } = await cruise(
  ['src'],
  {
    ruleSet: { forbidden },
    validate: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
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
console.log(
  `${own.length} modules, ${summary.violations.length} wrong imports (layers: ${layers.join(' > ')})`,
)
process.exit(summary.violations.length === 0 ? 0 : 1)
