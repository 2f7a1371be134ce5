import { catalogue } from '#src/platform/text.ts'

export const resetText = catalogue(
  {
    askTitle: 'Mot de passe oublié',
    askLead: 'Donnez votre identifiant : un lien valable une heure vous est envoyé.',
    askSubmit: 'Envoyer le lien',
    askedTitle: 'C’est noté',
    asked:
      'Si cet identifiant existe, un message avec un lien valable une heure part à l’adresse connue. Pensez au dossier des indésirables.',
    askedAlone:
      'Si vous hébergez Divan vous-même sans serveur de courrier, le message attend sur la machine : la commande «\u00a0npm run divan -- outbox\u00a0» le montre.',
    backToLogin: 'Revenir à la connexion',
    title: 'Nouveau mot de passe',
    lead: 'Choisissez un nouveau mot de passe. Tous vos appareils seront déconnectés.',
    submit: 'Changer le mot de passe',
    done: 'Votre mot de passe est changé. Connectez-vous avec le nouveau.',
    overTitle: 'Ce lien n’est plus valable',
    over: 'Il a déjà servi, il a été remplacé par un plus récent, ou son heure est passée. Rien n’a été changé.',
    askAnother: 'Demander un autre lien',
    mailSubject: 'Votre accès à Divan',
    mailBody: (time: string) => `Bonjour,

Un nouveau mot de passe a été demandé pour votre accès. Pour le choisir, ouvrez ce lien avant ${time} :`,
    mailLink: 'Choisir un nouveau mot de passe',
    mailEnd:
      'Il ne sert qu’une fois. Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.',
  },
  {
    askTitle: 'Forgotten password',
    askLead: 'Give your identifier: a link that works for one hour is sent to you.',
    askSubmit: 'Send the link',
    askedTitle: 'Noted',
    asked:
      'If this identifier exists, a message with a link that works for one hour leaves for the known address. Look into the junk folder too.',
    askedAlone:
      'If you host Divan yourself without a mail server, the message waits on the machine: the command “npm run divan -- outbox” shows it.',
    backToLogin: 'Back to the login',
    title: 'New password',
    lead: 'Choose a new password. All your devices will be logged out.',
    submit: 'Change the password',
    done: 'Your password is changed. Log in with the new one.',
    overTitle: 'This link no longer works',
    over: 'It was used already, a newer one replaced it, or its hour is over. Nothing was changed.',
    askAnother: 'Ask for another link',
    mailSubject: 'Your access to Divan',
    mailBody: (time: string) => `Hello,

A new password was asked for your access. To choose it, open this link before ${time}:`,
    mailLink: 'Choose a new password',
    mailEnd: 'It works once. If you asked for nothing, do nothing: your password stays the same.',
  },
)
