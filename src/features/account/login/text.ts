import { catalogue } from '#src/platform/text.ts'

export const loginText = catalogue(
  {
    title: 'Connexion',
    lead: 'Heureux de vous revoir.',
    submit: 'Se connecter',
    forgotten: 'Mot de passe oublié ?',
    refused: 'Identifiant ou mot de passe incorrect.',
    tooMany: (minutes: number) =>
      minutes <= 1
        ? 'Trop d’essais : recommencez dans une minute.'
        : `Trop d’essais : recommencez dans ${minutes} minutes.`,
    codeTitle: 'Votre code',
    codeLead: 'Ouvrez votre application d’authentification et recopiez le code à six chiffres.',
    code: 'Code',
    codeHint: 'Sans votre téléphone : l’un de vos codes de secours.',
    codeSubmit: 'Continuer',
    codeRefused: 'Ce code n’est pas valable, ou il a déjà servi. Attendez le suivant.',
    codeExpired: 'Le mot de passe a été donné il y a trop longtemps : recommencez.',
    otherAccount: 'Se connecter autrement',
    loggedOut: 'Vous êtes déconnecté.',
  },
  {
    title: 'Log in',
    lead: 'Good to see you again.',
    submit: 'Log in',
    forgotten: 'Forgotten password?',
    refused: 'Wrong identifier or password.',
    tooMany: (minutes: number) =>
      minutes <= 1
        ? 'Too many tries: try again in a minute.'
        : `Too many tries: try again in ${minutes} minutes.`,
    codeTitle: 'Your code',
    codeLead: 'Open your authenticator application and copy the six-digit code.',
    code: 'Code',
    codeHint: 'Without your phone: one of your recovery codes.',
    codeSubmit: 'Continue',
    codeRefused: 'This code is not valid, or it was used already. Wait for the next one.',
    codeExpired: 'The password was given too long ago: start again.',
    otherAccount: 'Log in another way',
    loggedOut: 'You are logged out.',
  },
)
