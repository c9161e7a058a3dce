interface PropertyDefinition {
  readonly value: unknown;
  readonly validate?: unknown;
  /** Of the configuration node that it names. */
  readonly type?: string;
}

/** A node as the editor holds it: its saved properties beside what the editor knows about its type. */
export interface EditorNode {
  readonly [property: string]: unknown;
  readonly _def: {
    readonly category: string;
    /** What the node is called in the palette, in the language of the editor. */
    paletteLabel?(): string;
    /** What the palette's filter finds the node by besides. */
    paletteKeywords?(): string;
    readonly defaults: Readonly<Record<string, PropertyDefinition>>;
    readonly credentials?: Readonly<Record<string, { readonly validate?: unknown }>>;
  };
}
