import { read } from "./forms";

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Has the code of the editor find the texts of a language, as in Node-RED's editor, until it is told to end that. */
export function speak(language: string): () => void {
  const catalogues = new Map<string, Catalogue>();
  const find = (key: string, values: Readonly<Record<string, unknown>> = {}) => {
    const [, file = "connection", path = key] = /^.*\/coincall-([a-z-]+):(.*)$/.exec(key) ?? [];
    const catalogue = catalogues.get(file) ?? JSON.parse(read(`locales/${language}/${file}.json`));
    catalogues.set(file, catalogue);
    const found = path
      .split(".")
      .reduce<string | Catalogue | undefined>(
        (within, name) => (typeof within === "object" ? within[name] : undefined),
        catalogue,
      );
    return String(found ?? key).replace(/__(\w+)__/g, (_, name: string) => String(values[name]));
  };
  Object.assign(globalThis, { RED: { _: find, i18n: { lang: () => language } } });
  return () => Reflect.deleteProperty(globalThis, "RED");
}
