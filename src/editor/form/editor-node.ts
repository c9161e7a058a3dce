interface PropertyDefinition {
  /** Of a new node. */
  readonly value: unknown;
  /** Of a saved node that lacks the property, where that is not the same. */
  readonly lacking?: unknown;
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

/** The value of a property as it was saved: that of a node which lacks it is as it was before there was the property. */
export function savedValue(node: EditorNode, property: string): unknown {
  const definition = node._def.defaults[property];
  return node[property] ?? definition?.lacking ?? definition?.value;
}
