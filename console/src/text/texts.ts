/**
 * The words of the console, in three languages. Each page keeps its own beside it (`texts.ts`), so
 * that they come with the page; here is how they are written down and asked for.
 */
import { createInstance } from 'i18next'
import { useSyncExternalStore } from 'react'

export const languages = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'nb', name: 'Norsk bokmål', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
] as const

export type Language = (typeof languages)[number]['code']

const forms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const
type Form = (typeof forms)[number]
type Base<Key extends string> = Key extends `${infer Name}_${Form}` ? Name : Key

/** Texts of one page. A text with a count has a key for each form: `rows_one`, `rows_other`. */
export interface Texts<Key extends string> {
  readonly page: string
  readonly key?: Key
}

/**
 * Writes down a page's texts. English says which there are; a language may have more forms of a
 * count (Arabic has six) and must have every other key.
 */
export function defineTexts<const English extends Readonly<Record<string, string>>>(
  page: string,
  texts: {
    readonly en: English
    readonly nb: Readonly<Record<keyof English, string>>
    readonly ar: Readonly<Record<keyof English, string>> & Readonly<Record<string, string>>
  },
): Texts<Base<keyof English & string>> {
  for (const { code } of languages) i18n.addResourceBundle(code, page, texts[code])
  return { page }
}

export type Values = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: Key, values?: Values) => string
/** How the words of a page are asked for: `TranslateOf<typeof keysTexts>`. */
export type TranslateOf<Page> = Page extends Texts<infer Key> ? Translate<Key> : never

const i18n = createInstance()
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: {},
  // React writes text as text: nothing has to be escaped before.
  interpolation: { escapeValue: false },
  // A page's namespace holds whole keys; a dot in one is a dot.
  keySeparator: false,
  nsSeparator: false,
})

export function setLanguage(language: Language): void {
  void i18n.changeLanguage(language)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => i18n.language) as Language
}

/** The page's words in the language of the reader. */
export function useTexts<Key extends string>({ page }: Texts<Key>): Translate<Key> {
  const language = useLanguage()
  // Its own types want the texts of all pages at once; ours know the keys of this one.
  const translate = i18n.getFixedT(language, page) as (key: string, values: Values) => string
  return (key, values) => translate(key, values ?? {})
}

function subscribe(tell: () => void): () => void {
  i18n.on('languageChanged', tell)
  return () => i18n.off('languageChanged', tell)
}
