import type { Child } from 'hono/jsx'
import { Document } from './document.tsx'
import type { Lang, PageFrame, Theme, Toast } from './frame.ts'
import { Logo, LogoMark } from './logo.tsx'
import { uiText } from './text.ts'
import { ToastMessage } from './toast-message.tsx'

export type PlainLayoutProps = {
  lang: Lang
  theme: Theme
  title: string
  /** 420 px (default) or 640 px. */
  width?: 'small' | 'medium' | undefined
  /** Below the card: a link or a sentence. */
  footer?: Child | undefined
  children: Child
}

/** One centred card under the logo: login, first steps, errors. */
export function PlainLayout(props: PlainLayoutProps) {
  const { lang, theme, title, width = 'small', footer, children } = props
  return (
    <Document lang={lang} theme={theme} title={title} bodyClass="plain">
      <main class={`plain-main plain-${width}`} id="content">
        <div class="plain-logo">
          <Logo />
        </div>
        <div class="plain-card">{children}</div>
        {footer ? <div class="plain-footer">{footer}</div> : null}
      </main>
    </Document>
  )
}

export type PublicLayoutProps = {
  frame: PageFrame & { toast?: Toast | undefined }
  title: string
  /** The practice's neutral name: patients' pages say neither the product nor the trade. */
  practiceName: string
  homeHref?: string | undefined
  /** At the right of the header: "Gérer mon rendez-vous". */
  headerLink?: { href: string; label: string } | undefined
  footerLinks?: readonly { href: string; label: string }[] | undefined
  indexable?: boolean | undefined
  children: Child
}

/** Pages that patients see. */
export function PublicLayout(props: PublicLayoutProps) {
  const { frame, title, practiceName, homeHref, headerLink, footerLinks = [], children } = props
  return (
    <Document
      lang={frame.lang}
      theme={frame.theme}
      title={`${title} · ${practiceName}`}
      titleIsWhole
      bodyClass="public"
      indexable={props.indexable}
    >
      <a class="skip-link" href="#content">
        {uiText[frame.lang].skipToContent}
      </a>
      <header class="public-header">
        <div class="public-header-inner">
          <a class="logo" href={homeHref ?? '#content'}>
            <LogoMark />
            <span class="logo-name">{practiceName}</span>
          </a>
          {headerLink ? <a href={headerLink.href}>{headerLink.label}</a> : null}
        </div>
      </header>
      <main class="public-main" id="content" tabindex={-1}>
        {children}
      </main>
      {footerLinks.length > 0 ? (
        <footer class="public-footer">
          {footerLinks.map((link) => (
            <a href={link.href}>{link.label}</a>
          ))}
        </footer>
      ) : null}
      <ToastMessage frame={frame} />
    </Document>
  )
}
