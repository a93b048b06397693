/** The reader's languages as the browser is set to, best first: dates and figures are written their way. */
export function readerLocale(): readonly string[] {
  return navigator.languages;
}
