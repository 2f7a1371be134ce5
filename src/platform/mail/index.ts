export { type NewMail, type WaitingMessage, listWaitingMessages, placeOf, queueMail } from './outbox.ts'
export { type Mail, type MailOutcome, sendMail } from './send-mail.ts'
export { MailDelayed, enqueueWaitingMail, sendWaitingMail } from './send-waiting.ts'
