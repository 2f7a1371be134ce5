import { catalogue } from '../text.ts'

export const httpText = catalogue(
  {
    required: 'Ce champ est nécessaire.',
    tooLong: (max: number) => `Ce texte est trop long : ${max} caractères au plus.`,
    tooShort: (min: number) => `Ce texte est trop court : ${min} caractères au moins.`,
    tooSmall: (min: string) => `La valeur doit être d’au moins ${min}.`,
    tooBig: (max: string) => `La valeur doit être d’au plus ${max}.`,
    invalid: 'Cette valeur n’est pas valable.',
    invalidChoice: 'Choisissez l’une des valeurs proposées.',
    invalidEmail: 'Cette adresse mail n’est pas valable. Exemple : prenom@exemple.fr',
    invalidId: 'Cet enregistrement n’existe pas.',
    invalidDate: 'Cette date n’existe pas. Exemple : 17/11/2025',
    invalidTime: 'Cette heure n’est pas valable. Exemple : 9 h 30',
    invalidAmount: 'Ce montant n’est pas valable. Exemple : 60,00',
    refusedInput: 'La saisie est refusée.',
    malformedJson: 'Le JSON envoyé est illisible.',
    malformedForm: 'Le formulaire envoyé est illisible.',
    tooLarge: 'L’envoi est trop volumineux.',
    tooOften: (seconds: number) =>
      seconds < 60
        ? 'Trop de demandes en peu de temps : recommencez dans une minute.'
        : `Trop de demandes en peu de temps : recommencez dans ${Math.ceil(seconds / 60)} minutes.`,
    tooManyFields: (max: number) => `L’envoi compte plus de ${max} champs\u00a0: il n’a pas été lu.`,
    notFound: 'Page introuvable',
    notLoggedIn: 'Connexion nécessaire',
    forbidden: 'Cette demande n’a pas été reconnue. Rechargez la page, puis recommencez.',
    reusedKey: 'Cette clé d’idempotence a déjà servi à une autre demande.',
    unsigned: 'La signature de cet envoi ne convient pas.',
    failure: 'Une erreur est survenue.',
  },
  {
    required: 'This field is needed.',
    tooLong: (max: number) => `This text is too long: ${max} characters at most.`,
    tooShort: (min: number) => `This text is too short: ${min} characters at least.`,
    tooSmall: (min: string) => `The value must be at least ${min}.`,
    tooBig: (max: string) => `The value must be at most ${max}.`,
    invalid: 'This value is not valid.',
    invalidChoice: 'Choose one of the values offered.',
    invalidEmail: 'This mail address is not valid. Example: name@example.com',
    invalidId: 'This record does not exist.',
    invalidDate: 'This date does not exist. Example: 17/11/2025',
    invalidTime: 'This time is not valid. Example: 9:30',
    invalidAmount: 'This amount is not valid. Example: 60.00',
    refusedInput: 'The input is refused.',
    malformedJson: 'The JSON sent cannot be read.',
    malformedForm: 'The form sent cannot be read.',
    tooLarge: 'What was sent is too large.',
    tooOften: (seconds: number) =>
      seconds < 60
        ? 'Too many requests in a short time: try again in a minute.'
        : `Too many requests in a short time: try again in ${Math.ceil(seconds / 60)} minutes.`,
    tooManyFields: (max: number) => `What was sent has more than ${max} fields: it was not read.`,
    notFound: 'Page not found',
    notLoggedIn: 'Login needed',
    forbidden: 'This request was not recognised. Reload the page, then try again.',
    reusedKey: 'This idempotency key already served another request.',
    unsigned: 'The signature of this delivery does not fit.',
    failure: 'Something went wrong.',
  },
)
