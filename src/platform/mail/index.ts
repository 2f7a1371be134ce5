export { type NewMail, type WaitingMessage, listWaitingMessages, queueMail } from './outbox.ts'
export { type Mail, type MailOutcome } from './send-mail.ts'
export { MailDelayed, enqueueWaitingMail, sendWaitingMail } from './send-waiting.ts'
