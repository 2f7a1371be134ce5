import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { assetUrl, isDevServer } from './assets.ts'
import type { Lang, Theme } from './frame.ts'

export type DocumentProps = {
  lang: Lang
  theme: Theme
  /** Without the product's name, which is added unless `titleIsWhole`. */
  title: string
  titleIsWhole?: boolean | undefined
  bodyClass?: string | undefined
  /** Private pages ask search engines to stay out; the public booking page sets this. */
  indexable?: boolean | undefined
  children: Child
}

/** The HTML shell. No inline script, style or handler: the security policy refuses them all. */
export function Document(props: DocumentProps) {
  const { lang, theme, title, titleIsWhole, bodyClass, indexable, children } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={lang} data-theme={theme === 'auto' ? undefined : theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
          {indexable ? null : <meta name="robots" content="noindex" />}
          <title>{titleIsWhole ? title : `${title} · Divan`}</title>
          <link rel="preload" href={assetUrl('figtree.woff2')} as="font" type="font/woff2" crossorigin="" />
          <link rel="preload" href={assetUrl('fraunces.woff2')} as="font" type="font/woff2" crossorigin="" />
          <link rel="stylesheet" href={assetUrl('main.css')} />
          <link rel="icon" href={assetUrl('favicon.png')} type="image/png" sizes="48x48" />
          <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" sizes="any" />
          <link rel="apple-touch-icon" href={assetUrl('touch-icon.png')} />
          {isDevServer ? <script type="module" src="/@vite/client"></script> : null}
          <script type="module" src={assetUrl('main.js')}></script>
        </head>
        <body class={bodyClass} data-icons={assetUrl('icons.svg')}>
          {children}
        </body>
      </html>
    </>
  )
}
