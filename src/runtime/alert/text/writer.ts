import type { Value } from "../../../alert/values/value";
import type { Verdict } from "../../../alert/verdict";
import type { AlertProperties } from "../properties";
import { fill, wordsOf } from "./languages";
import { type Sentence, sentenceIn } from "./sentence";
import type { Template } from "./template";

/** What is told of a topic. */
export interface Told {
  readonly topic: string;
  readonly verdict: Verdict;
  readonly levels: readonly Value[];
  readonly isSimulated: boolean;
  /** Of which it is told; nothing where none is at hand. */
  readonly message: object | undefined;
}

/** As it goes out. Source: docs/contract.md, "`coincall-alert`". */
export interface Written {
  readonly text: string;
  readonly alert: Verdict & { readonly simulated?: true };
}

/** Whatever the language. */
const SIMULATOR = "Simulator: ";

/** Puts what is told into words: by the template, or else in a sentence. */
export class Writer {
  readonly #template: Template | undefined;
  readonly #sentence: Sentence;
  readonly #test: string;
  readonly #failed: (error: unknown) => void;

  /**
   * @param language as a node was saved with it, or the server's
   * @param failed the template could not be filled, so that a sentence took its place
   */
  constructor(
    template: Template | undefined,
    language: string,
    properties: Pick<AlertProperties, "unit" | "window">,
    failed: (error: unknown) => void,
  ) {
    this.#template = template;
    this.#sentence = sentenceIn(language, properties);
    this.#test = wordsOf(language).test;
    this.#failed = failed;
  }

  write(told: Told): Written {
    const { verdict, isSimulated } = told;
    const alert = isSimulated ? { ...verdict, simulated: true as const } : verdict;
    const text = this.#textOf(told, alert);
    const marked = verdict.state === "test" ? fill(this.#test, { text }) : text;
    return { text: isSimulated ? SIMULATOR + marked : marked, alert };
  }

  #textOf(told: Told, alert: Written["alert"]): string {
    if (!this.#template) return this.#sentence(told);
    try {
      return this.#template.write({ ...told.message, topic: told.topic, alert });
    } catch (error) {
      this.#failed(error);
      return this.#sentence(told);
    }
  }
}
