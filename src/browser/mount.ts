export type Island = (element: HTMLElement) => void

const islands = new Map<string, Island>()
const mounted = new WeakMap<Element, Set<string>>()

export function register(all: Record<string, Island>): void {
  for (const name of Object.keys(all)) {
    const island = all[name]
    if (island) islands.set(name, island)
  }
}

/** Starts every island below `root` that is not running yet. One that fails leaves the plain HTML. */
export function mount(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>('[data-island]').forEach((element) => {
    const running = mounted.get(element) || new Set<string>()
    mounted.set(element, running)
    for (const name of (element.dataset['island'] || '').split(' ')) {
      const island = islands.get(name)
      if (!island || running.has(name)) continue
      running.add(name)
      try {
        island(element)
      } catch (error) {
        console.error(`island ${name}`, error)
      }
    }
  })
}
