import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { invoicePdf } from './document/store-invoice-pdf.ts'
import { findByWords } from './find-by-words.ts'
import { billingRoutes } from './routes.tsx'
import { billingSubjects } from './event-subjects.ts'
import { invoiceEvents, paymentEvents } from './events.ts'

export const billing: Feature<IconName> = {
  name: 'billing',
  routes: billingRoutes,
  owns: ['invoice_counter', 'invoice', 'invoice_line', 'payment', 'payment_allocation'],
  navigation: [
    {
      key: 'invoices',
      group: 'money',
      order: 10,
      href: '/factures',
      icon: 'receipt-text',
      label: { fr: 'Factures', en: 'Invoices' },
      tab: true,
    },
    {
      key: 'payments',
      group: 'money',
      order: 20,
      href: '/reglements',
      icon: 'wallet',
      label: { fr: 'Règlements', en: 'Payments' },
    },
  ],
  finds: [{ key: 'invoices', order: 30, title: { fr: 'Factures', en: 'Invoices' }, search: findByWords }],
  shortcuts: [
    { order: 60, href: '/factures', icon: 'receipt-text', label: { fr: 'Factures', en: 'Invoices' } },
    { order: 70, href: '/reglements', icon: 'wallet', label: { fr: 'Règlements', en: 'Payments' } },
  ],
  due: { 'invoice-pdf': invoicePdf },
  events: {
    title: { fr: 'Factures et règlements', en: 'Invoices and payments' },
    of: [invoiceEvents, paymentEvents],
  },
  subjects: billingSubjects,
}
