/** A text as texts are compared: in small letters, without accents, with one kind of apostrophe, `１２` as `12`. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[\u2018\u2019\u02bc]/g, "'");
}
