/** Letters that Unicode does not decompose, with what a French keyboard types for them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ȷ: 'j',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ə: 'e',
  ſ: 's',
  ς: 'σ',
}

// Marks of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts; those of India are letters in effect
// and stay. Ranges are spelled out because Firefox 60 has no \p{M}.
const marks =
  /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]|[\u0591-\u05bd]|[\u064b-\u065f]|\u0670/g
const apostrophes = /['’‘ʼʻʹ´`′＇]/g
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u034f|[\ufe00-\ufe0f]/g
const separators = /[^0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2070-\u2fff\u3004-\uffff]+/g

/**
 * The plain form under which a name is stored for searching, and which every query passes through too:
 * `D’Ângelo-Zoë` → `dangelo zoe`, `Łukasz` → `lukasz`, `李` → `李`. Lower case, without accents or
 * apostrophes, ligatures opened, every other punctuation one space. Other scripts stay searchable.
 */
export function toSearchKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(invisible, '')
    .replace(apostrophes, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/[\u0080-\uffff]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(separators, ' ')
    .trim()
}

/** The words of a query, each to be found somewhere in the stored key, in any order. */
export function searchWords(query: string): readonly string[] {
  const key = toSearchKey(query)
  return key === '' ? [] : key.split(' ')
}
