/** The small part of the Node-RED editor and of its jQuery that the forms use. */

interface TypedInputType {
  value: string;
  label: string;
  icon?: string;
  hasValue?: boolean;
  validate?: (value: string) => true | string;
}

interface TypedInputOptions {
  default: string;
  typeField?: string;
  types: (string | TypedInputType)[];
}

interface Query {
  readonly length: number;
  readonly [index: number]: HTMLElement;
  val(): unknown;
  val(value: unknown): Query;
  prop(name: string): unknown;
  prop(name: string, value: unknown): Query;
  on(events: string, handler: (event: Event) => void): Query;
  trigger(event: string): Query;
  each(handler: (index: number, element: HTMLElement) => void): Query;
  spinner(): Query;
  i18n(): Query;
  typedInput(options: TypedInputOptions): Query;
  typedInput(method: "value", value: string): Query;
  typedInput(method: "validate"): Query;
}

interface AjaxRequest {
  url: string;
  method?: string;
  data?: string | Readonly<Record<string, string>>;
  dataType?: string;
  contentType?: string;
  cache?: boolean;
}

interface AjaxResponse {
  readonly status: number;
  readonly responseJSON?: { readonly reason?: string; readonly values?: Readonly<Record<string, unknown>> };
  getResponseHeader(name: string): string | null;
}

interface AjaxPromise {
  then(
    done: (body: unknown, status: string, response: AjaxResponse) => void,
    failed: (response: AjaxResponse) => void,
  ): void;
}

/** Of any type, with its saved properties and what the editor knows of it. */
type AnyNode = Readonly<Record<string, unknown>>;

declare const RED: {
  _(key: string, values?: Readonly<Record<string, unknown>>): string;
  readonly i18n: { lang(): string };
  readonly utils: { validatePropertyExpression(path: string): unknown };
  notify(
    message: Node,
    options: { readonly type: "warning" | "success" | "error"; readonly timeout: number },
  ): { close(): void };
  readonly nodes: {
    node(id: string): AnyNode | null | undefined;
    getType(type: string): import("./form/editor-node").EditorNode["_def"] | undefined;
    filterLinks(filter: {
      readonly target: import("./form/editor-node").EditorNode;
    }): readonly { readonly source: import("./form/editor-node").EditorNode }[];
    eachNode(visit: (node: AnyNode) => void): void;
    eachConfig(visit: (node: AnyNode) => void): void;
  };
  readonly events: { on(event: "registry:node-type-added", handler: (type: string) => void): void };
};

declare const $: {
  (selector: string | HTMLElement): Query;
  ajax(request: AjaxRequest): AjaxPromise;
};
