/** The reader's languages as the browser is set to, best first: dates and figures are written their way. */
export function readerLocale(): string[] {
  return navigator.languages.filter(isLanguageTag);
}

/** Some browsers name their machine's setting as it is, `en-US@posix` say, which `Intl` refuses with an error. */
function isLanguageTag(language: string): boolean {
  return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language);
}
