/**
 * What stands for another character, or for none: percent-encoding (also of what was percent-encoded already), the
 * escapes of JSON, JavaScript and HTML, and characters that nobody sees. Each repetition has a limit, so that no text
 * takes long.
 */
const ESCAPE =
  /(?:%(?:25){0,8}|\\{1,8}x)([0-9a-f]{2})|\\{1,8}u([0-9a-f]{4})|&#x0{0,8}([0-9a-f]{1,4});|&#0{0,8}(\d{1,4});|\\{1,8}([/"'])|[\p{Cc}\p{Cf}\p{Co}\p{Cn}]{1,64}/giu;
/** An escape can be written with escapes again. */
const MOST_LAYERS = 3;

/** A text without its escapes, which still knows where each of its characters stood. */
export class Unescaped {
  readonly text: string;
  readonly #layers: readonly Layer[];

  constructor(escaped: string) {
    const layers: Layer[] = [];
    let text = escaped;
    while (layers.length < MOST_LAYERS && text.search(ESCAPE) >= 0) {
      const layer = new Layer(text);
      layers.unshift(layer);
      text = layer.text;
    }
    this.text = text;
    this.#layers = layers;
  }

  /** Where a place of this text is in the escaped one. */
  placeOf(index: number): number {
    return this.#layers.reduce((place, layer) => layer.placeOf(place), index);
  }
}

/** One round of taking escapes away. */
class Layer {
  readonly text: string;
  /** From each of these places on, the escaped text is ahead by so many characters. */
  readonly #from: number[] = [];
  readonly #ahead: number[] = [];

  constructor(escaped: string) {
    const parts: string[] = [];
    let ahead = 0;
    let end = 0;
    ESCAPE.lastIndex = 0;
    // Not by `replace` with a function, which takes seconds for a long text.
    for (let found = ESCAPE.exec(escaped); found; found = ESCAPE.exec(escaped)) {
      const character = characterOf(found);
      parts.push(escaped.slice(end, found.index), character);
      end = ESCAPE.lastIndex;
      this.#from.push(found.index - ahead + character.length);
      ahead += found[0].length - character.length;
      this.#ahead.push(ahead);
    }
    this.text = parts.join("") + escaped.slice(end);
  }

  placeOf(index: number): number {
    let low = 0;
    let high = this.#from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#from[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return index + (this.#ahead[low - 1] ?? 0);
  }
}

function characterOf([, two, four, hex, decimal, itself]: RegExpExecArray): string {
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  const code = two ?? four ?? hex;
  return code === undefined ? (itself ?? "") : String.fromCharCode(Number.parseInt(code, 16));
}
