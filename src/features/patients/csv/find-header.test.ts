import { describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { findHeader } from './find-header.ts'
import { type ImportChoices, readPatients } from './read-patients.ts'

function read(text: string, choices: Partial<ImportChoices> = {}) {
  const today = Temporal.PlainDate.from('2026-11-22')
  const answer = readPatients(new TextEncoder().encode(text), { today, ...choices })
  if (isRefused(answer)) throw new Error(answer.refused)
  return answer
}

const namesIn = (answer: ReturnType<typeof read>): string[] =>
  answer.accepted.map(({ firstName, lastName }) => `${firstName} ${lastName}`)

/** One line of a file: the values under the header's columns, nothing under the others. */
function under(header: string, values: Record<string, string>, delimiter = ','): string {
  return header
    .split(delimiter)
    .map((column) => values[column] ?? '')
    .join(delimiter)
}

const google2024 =
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,' +
  'Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,' +
  'E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value'
const googleOld =
  'Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,' +
  'Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,' +
  'Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,' +
  'E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value'
const outlook =
  'Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,' +
  'Home Street,Home City,Home Postal Code,Business Phone,Home Phone,Mobile Phone,Anniversary,Birthday,Categories,' +
  'E-mail Address,E-mail Type,E-mail Display Name,Gender,Hobby,Initials,Keywords,Language,Notes,Priority,Web Page'
const outlookFrench =
  'Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Poste,Rue (bureau),Ville (bureau),Rue (domicile),' +
  'Ville (domicile),Code postal (domicile),Téléphone (bureau),Téléphone (domicile),Tél. mobile,Anniversaire,' +
  'Catégories,Adresse de messagerie,Type de messagerie,Nom complet de l’adresse de messagerie,Sexe,Initiales,Notes'
const cliniko =
  'Id,Title,First Name,Preferred First Name,Last Name,Date of Birth,Sex,Pronouns,Occupation,Concession Type,' +
  'Medicare Number,Medicare Reference Number,Invoice To,Invoice Extra Information,Time Zone,Emergency Contact,' +
  'Referral Source,Appointment Notes,Notes,Address 1,City,State,Post Code,Country,Email'
const jane =
  'Patient Number,Prefix,First Name,Preferred Name,Middle Name,Last Name,Suffix,Pronouns,Sex,Birth Date,Email,' +
  'Home Phone,Mobile Phone,Work Phone,Street Address,City,Province,Postal,Country,Practitioner,Discharged,Balance'
const thunderbird =
  'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,' +
  'Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,' +
  'Job Title,Department,Organization,Web Page 1,Birth Year,Birth Month,Birth Day,Custom 1,Notes'
const minimal = 'Nom;Prénoms;Sexe;NIR;Régime;Caisse;Médecin traitant;Mutuelle;N° adhérent;Téléphone'

describe('a header of a hundred columns is a header', () => {
  test.each([
    [
      'Google 2024',
      google2024,
      { 'First Name': 'Anne', 'Last Name': 'Roux', Birthday: '1984-03-14', Labels: '* myContacts' },
    ],
    ['Google, old', googleOld, { Name: 'Anne Roux', 'Given Name': 'Anne', 'Family Name': 'Roux' }],
    [
      'Gmail with the values of a label in one cell',
      googleOld,
      {
        'Given Name': 'Anne',
        'Family Name': 'Roux',
        'E-mail 1 - Value': 'a@exemple.test ::: b@exemple.test',
      },
    ],
    ['Outlook', outlook, { Title: 'Ms', 'First Name': 'Anne', 'Last Name': 'Roux', Gender: 'Unspecified' }],
    ['Outlook in French', outlookFrench, { Titre: 'Mme', Prénom: 'Anne', Nom: 'Roux', Sexe: 'Non spécifié' }],
    ['Cliniko', cliniko, { Id: '77', Title: 'Ms', 'First Name': 'Anne', 'Last Name': 'Roux' }],
    ['Jane', jane, { 'Patient Number': '77', Prefix: 'Ms', 'First Name': 'Anne', 'Last Name': 'Roux' }],
    [
      'Thunderbird',
      thunderbird,
      { 'First Name': 'Anne', 'Last Name': 'Roux', 'Display Name': 'Anne Roux', 'Birth Year': '1984' },
    ],
  ])('%s', (_name, header, values: Record<string, string>) => {
    const answer = read(`${header}\r\n${under(header, values)}\r\n`)
    expect(answer.header).toEqual(header.split(','))
    expect([namesIn(answer), answer.lineCount]).toEqual([['Anne Roux'], 1])
  })

  test('the smallest: both columns of names among eight that are not known', () => {
    const answer = read(`${minimal}\nRoux;Anne;F;2 84 03 75;général;CPAM;Dr Petit;MGEN;12;06 39 98 00 01\n`)
    expect([answer.header, namesIn(answer)]).toEqual([minimal.split(';'), ['Anne Roux']])
  })

  test('where nobody follows, nobody is made', () => {
    for (const header of [google2024, googleOld, outlook, outlookFrench, cliniko, jane, thunderbird, minimal])
      expect([read(header).accepted, read(header).lineCount]).toEqual([[], 0])
  })

  test('dates among its columns change nothing', () => {
    const answer = read('Nom;Prénom;05/10/2026;12/10/2026\nRoux;Anne;présente;\n')
    expect([namesIn(answer), answer.lineCount]).toEqual([['Anne Roux'], 1])
  })
})

describe('lines above a header', () => {
  const table = 'Nom;Prénom;Date de naissance;Ville\nRoux;Anne;14/03/1984;Lyon\n'

  test.each([
    ['a title of Numbers', 'Tableau 1\n'],
    ['a title with empty cells beside it', 'Patients au 22 novembre;;;\n'],
    ['a title, a blank line and a date', 'Mes patients;;;\n;;;\nÉdité le 22/11/2026;;;\n'],
  ])('%s is no line', (_name, above) => {
    const answer = read(above + table)
    expect(answer.mapping).toEqual(['lastName', 'firstName', 'birthDate', 'city'])
    expect(answer.accepted).toMatchObject([{ lastName: 'Roux', birthDate: '1984-03-14', city: 'Lyon' }])
    expect([answer.lineCount, answer.refused]).toEqual([1, []])
  })

  test('one that could be somebody is refused, not lost and not written', () => {
    const answer = read(`Cabinet;Dr Petit;;\n${table}`)
    expect(namesIn(answer)).toEqual(['Anne Roux'])
    expect(answer.refused).toMatchObject([{ row: 1, reasons: [{ field: 'line', code: 'header-line' }] }])
  })

  test('they may stand above a column of whole names', () => {
    expect(namesIn(read('Tableau 1\nNom et prénom;Groupe;Sexe\nRoux Anne;A;F\n'))).toEqual(['Anne Roux'])
  })
})

describe('no header is a patient', () => {
  test('one that comes again, or that was said to be none, is refused', () => {
    const again = read('Nom;Prénom\nRoux;Anne\nNom;Prénom\nPetit;Tom\n')
    expect(namesIn(again)).toEqual(['Anne Roux', 'Tom Petit'])
    expect(again.refused).toMatchObject([{ row: 3, reasons: [{ code: 'header-line' }] }])
    const denied = read('Nom;Prénom\nRoux;Anne\n', { hasHeader: false })
    expect([namesIn(denied), denied.refused]).toMatchObject([['Anne Roux'], [{ row: 1 }]])
  })

  test('in a language that is not known it is known by what stands below, and its columns are asked for', () => {
    const answer = read('Nachname;Vorname;Geburtsdatum\nRoux;Anne;14/03/1984\nPetit;Tom;01/05/2015\n')
    expect(answer.header).toEqual(['Nachname', 'Vorname', 'Geburtsdatum'])
    expect([answer.missing, answer.accepted]).toEqual([['lastName', 'firstName'], []])
  })
})

test.each([
  [['Dupont', 'Jean', '', ''], undefined],
  [['Ville', 'Jean', '12/03/1980', ''], undefined],
  [['Nom', 'a@exemple.test'], undefined],
  [['Dupont', 'Jean', 'pas de date', '06 39 98 00 01'], undefined],
  [['', ''], undefined],
  [['Nom', 'Prénom', 'Code', 'Groupe'], 0],
  [['Patronyme', 'Petit nom', 'Téléphone', 'Ville'], 0],
])('%j is a header at %s', (cells, at) =>
  expect(findHeader([cells, ['Roux', 'Anne', '14/03/1984', '06 39 98 00 02']])).toBe(at),
)
