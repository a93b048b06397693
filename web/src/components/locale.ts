/** The reader's languages as the browser is set to, best first: dates and figures are written their way. */
export function readerLocale(languages: readonly string[] = navigator.languages): string[] {
  return languages.filter(isLanguageTag);
}

/** Some browsers name their machine's setting as it is, `en-US@posix` say, which `Intl` refuses with an error. */
function isLanguageTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}
