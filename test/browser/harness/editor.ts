import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { ROOT } from "../../embedded/harness";

/** Git-ignored: pictures of the forms, for people to look at. */
const SCREENSHOTS = join(ROOT, ".screenshots");

/** ms; long enough for a busy machine, and every wait ends as soon as there is something. */
const PATIENCE = 10_000;

const HEIGHT = 900;

export interface Look {
  readonly dark: boolean;
  /** Pixels. */
  readonly width: number;
}

/** Node-RED's editor in a browser, used as a person does: by mouse and by keyboard. */
export class Editor {
  /** What the page has said was wrong. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    // Whether to leave although something was not deployed.
    page.on("dialog", (dialog) => dialog.accept());
  }

  static async open(browser: Browser, url: string): Promise<Editor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, locale: "en-US" });
    context.setDefaultTimeout(PATIENCE);
    const editor = new Editor(await context.newPage(), context);
    await editor.page.goto(url);
    await editor.loaded();
    return editor;
  }

  /** Shows the editor in a window of that width, light or dark: which it is, Node-RED 5 keeps in its settings. */
  async show({ dark, width }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height: HEIGHT });
    await this.page.evaluate(
      (theme) => localStorage.setItem("view-dark-theme", theme),
      dark ? "dark" : "light",
    );
    await this.reload();
  }

  /** Has the editor speak a language, as if it were chosen in its settings. */
  async speak(language: string): Promise<void> {
    await this.page.evaluate((chosen) => localStorage.setItem("editor-language", chosen), language);
    await this.reload();
  }

  /** Opens the list below the expiry, or else the symbols. @returns their row; nothing where there is no list */
  async openList(): Promise<Locator | undefined> {
    for (const input of [this.field("expiry"), this.search]) {
      if (!(await input.isVisible())) continue;
      await input.click();
      await this.options.first().waitFor();
      return input.locator("xpath=ancestor::div[contains(@class, 'form-row')]");
    }
    return undefined;
  }

  /** Opens the advanced part of the form. */
  async unfold(): Promise<void> {
    const folded = this.form.locator("details:not([open]) > summary");
    if ((await folded.count()) > 0) await folded.click();
  }

  /** Comes back later: what was not deployed is gone. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.loaded();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** The form on top. */
  get form(): Locator {
    return this.page.locator(".red-ui-tray .coincall-form").last();
  }

  field(property: string): Locator {
    return this.form.locator(`#node-input-${property}, #node-config-input-${property}`);
  }

  get search(): Locator {
    return this.form.locator(".coincall-search");
  }

  get options(): Locator {
    return this.form.locator(".coincall-popup [role=option][data-value]:visible");
  }

  /** The chosen symbols, with what is said of them. */
  async chips(): Promise<string[]> {
    const texts = await this.form.locator(".coincall-chip").allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, " ").trim());
  }

  /** The row that adds all that was found. */
  get all(): Locator {
    return this.form.locator(".coincall-popup .coincall-all:visible");
  }

  /** Whether Node-RED calls the node valid: it has no red triangle. */
  isValid(id: string): Promise<boolean> {
    return this.page.evaluate((node) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      return RED.nodes.node(node).valid !== false;
    }, id);
  }

  get sample(): Locator {
    return this.form.locator(".coincall-sample pre");
  }

  /** Drags a node from the palette onto the flow. @returns its id */
  async drag(type: string, x: number, y: number): Promise<string> {
    const before = await this.page.evaluate(idsOf, type);
    const chart = this.page.locator("#red-ui-workspace-chart");
    await this.page
      .locator(`.red-ui-palette-node[data-palette-type="${type}"]`)
      .dragTo(chart, { targetPosition: { x, y } });
    const after = await this.page.evaluate(idsOf, type);
    const id = after.find((each) => !before.includes(each));
    if (!id) throw new Error(`No ${type} came onto the flow.`);
    return id;
  }

  /** Opens the form of a node, of a connection too. */
  async edit(id: string): Promise<void> {
    await this.page.evaluate((node) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      const found = RED.nodes.node(node);
      if (found._def.category === "config") RED.editor.editConfig("", found.type, node);
      else RED.editor.edit(found);
    }, id);
    await this.settle();
  }

  /** Waits until the form has come in: Node-RED then puts the focus on the first thing in it. */
  async settle(): Promise<void> {
    await this.form.waitFor();
    await this.page.waitForFunction(
      () => document.activeElement?.closest(".red-ui-tray")?.querySelector(".coincall-form") != null,
    );
  }

  async done(): Promise<void> {
    await this.press("#node-config-dialog-ok, #node-dialog-ok");
  }

  async cancel(): Promise<void> {
    await this.press("#node-config-dialog-cancel, #node-dialog-cancel");
  }

  async deploy(): Promise<void> {
    const deployed = this.page.waitForResponse(
      (response) => response.url().endsWith("/flows") && response.request().method() === "POST",
    );
    await this.page.locator("#red-ui-header-button-deploy").click();
    // Node-RED asks once more if some node is not set up yet.
    const confirm = this.page.locator(".red-ui-notification:visible button.primary");
    if ((await confirm.count()) > 0) await confirm.first().click();
    await deployed;
    await this.page.locator("#red-ui-header-button-deploy.disabled").waitFor();
  }

  /** The types of the nodes in our category of the palette, from top to bottom. */
  palette(): Promise<string[]> {
    return this.page
      .locator("#red-ui-palette-container-Coincall .red-ui-palette-node")
      .evaluateAll((nodes) => nodes.map((each) => each.getAttribute("data-palette-type") ?? ""));
  }

  /** What the editor tells of our category of the palette, with the mouse on its title. */
  async categoryDescription(): Promise<string> {
    const title = this.page.locator("#red-ui-palette-header-Coincall");
    await title.hover();
    const popover = this.page.locator(".red-ui-popover:visible");
    await popover.waitFor();
    const text = await popover.innerText();
    await this.page.mouse.move(0, 0);
    await popover.waitFor({ state: "hidden" });
    return text;
  }

  /** Imports a node without asking. @returns its id */
  async addNode(node: { readonly id: string }): Promise<string> {
    await this.page.evaluate((added) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      RED.nodes.import([added]);
      RED.nodes.dirty(true);
    }, node);
    return node.id;
  }

  async select(id: string): Promise<void> {
    await this.page.evaluate((node) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      RED.view.select({ nodes: [RED.nodes.node(node)] });
      RED.view.focus();
    }, id);
  }

  isFocused(field: Locator): Promise<boolean> {
    return field.evaluate((element) => element === document.activeElement);
  }

  /** What can be used in the form, and is not come to by the Tab key from the name on. */
  async unreached(): Promise<string[]> {
    await this.field("name").focus();
    while (await this.form.evaluate(markFocused)) await this.page.keyboard.press("Tab");
    return this.form
      .locator(CONTROLS)
      .evaluateAll(
        (all, mark) => all.filter((each) => !each.hasAttribute(mark)).map((each) => each.outerHTML),
        MARK,
      );
  }

  /** Writes a text into every text field of the form that can be seen. */
  async fillAll(text: string): Promise<void> {
    const fields = this.form.locator(
      "input[type=text]:visible, input[type=password]:not([id^=red-ui-trap]):visible",
    );
    for (const field of await fields.all()) {
      await field.fill(text);
      await field.press("End");
    }
  }

  /** Whether the form fits the width that Node-RED gives it. */
  fits(): Promise<boolean> {
    return this.form.evaluate((form) => form.scrollWidth <= form.clientWidth);
  }

  /** Begins a connection with the button in the form of a node that uses one. */
  async beginConnection(): Promise<void> {
    await this.form.locator('[id$="btn-connection-add"]').click();
    await this.page.locator(".coincall-ways").waitFor();
    await this.settle();
  }

  /** Adds one to the simulator, as the form proposes. */
  async addConnection(): Promise<void> {
    await this.beginConnection();
    await this.done();
    await this.listed();
  }

  /** Opens the form of a node as a person does. */
  async doubleClick(id: string): Promise<void> {
    await this.page.locator(`[id="${id}"] .red-ui-flow-node`).dblclick();
    await this.settle();
  }

  /** Has the presses of the mouse's button counted from now on: a double-click is two, a drag is one. */
  async countPresses(): Promise<() => Promise<number>> {
    await this.page.evaluate(() => {
      const counter = globalThis as unknown as Record<"presses", number>;
      counter.presses = 0;
      addEventListener(
        "mousedown",
        () => {
          counter.presses += 1;
        },
        { capture: true },
      );
    });
    return () => this.page.evaluate(() => (globalThis as unknown as Record<"presses", number>).presses);
  }

  /** What in the form is found fault with: red fields, and sentences. */
  async faults(): Promise<string[]> {
    const found = await this.form
      .locator(
        ".input-error:visible, .coincall-problem:not(:empty):visible, .fa-exclamation-triangle:visible",
      )
      .evaluateAll((all) => all.map((each) => each.textContent || each.id || each.className));
    return found;
  }

  /** Waits until the market is there to be searched. */
  async listed(): Promise<void> {
    await this.form.locator(".coincall-market", { hasText: "symbols listed" }).waitFor();
  }

  async paste(text: string): Promise<void> {
    await this.search.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", pasted);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Chooses where the symbols come from, by the switch before the field. */
  async chooseSource(label: string): Promise<void> {
    await this.form.locator(".red-ui-typedInput-type-select").click();
    await this.page.locator(".red-ui-typedInput-options a:visible", { hasText: label }).click();
  }

  /** Tries the connection of the form. @returns what is said of it */
  async test(): Promise<string> {
    const button = this.form.locator(".coincall-test");
    await button.click();
    await this.form.locator(".coincall-test:enabled").waitFor();
    const verdict = this.form.locator(".coincall-verdict");
    await verdict.waitFor();
    return verdict.innerText();
  }

  /** Whether nothing covers the last line of something, such as the foot of the form. */
  isInSight(part: Locator): Promise<boolean> {
    return part.evaluate((shown) => {
      const { left, bottom } = shown.getBoundingClientRect();
      return shown.contains(document.elementFromPoint(left + 2, bottom - 2));
    });
  }

  /** Draws a wire from the first output of one node to the input of another. */
  async wire(from: string, to: string): Promise<void> {
    await this.page.locator(`[id="${from}"] .red-ui-flow-port-output`).first().hover();
    await this.page.mouse.down();
    await this.page.locator(`[id="${to}"] .red-ui-flow-port-input`).hover();
    await this.page.mouse.up();
  }

  /** What the export dialog would copy of all flows. */
  async exported(): Promise<string> {
    await this.command("core:show-export-dialog");
    await this.page.locator("#red-ui-clipboard-dialog-export-rng-full").click();
    const text = this.page.locator("#red-ui-clipboard-dialog-export-text");
    await this.page.waitForFunction(() => {
      const field = document.querySelector<HTMLTextAreaElement>("#red-ui-clipboard-dialog-export-text");
      return field?.value.includes('"coincall-connection"') || field?.value.includes('"tab"');
    });
    const flows = await text.inputValue();
    await this.page.locator("#red-ui-clipboard-dialog-cancel").click();
    return flows;
  }

  /** Imports a flow by the import dialog, onto a tab of its own. */
  async import(flow: string): Promise<void> {
    await this.command("core:show-import-dialog");
    await this.page.locator("#red-ui-clipboard-dialog-import-text").fill(flow);
    await this.page.locator("#red-ui-clipboard-dialog-import-text").press("End");
    await this.page.locator("#red-ui-clipboard-dialog-ok").click();
    await this.page.locator("#red-ui-clipboard-dialog-import-text").waitFor({ state: "hidden" });
  }

  /** Adds a variable of the environment in the settings, of the type that is kept encrypted. */
  async addSecret(name: string, value: string): Promise<void> {
    await this.command("core:show-global-env");
    const pane = this.page.locator("#red-ui-settings-tab-envvar");
    await pane.locator(".red-ui-editableList-addButton").click();
    await pane.locator(".node-input-env-name").last().fill(name);
    await pane.locator(".red-ui-typedInput-type-select").last().click();
    await this.page.locator(".red-ui-typedInput-options a:visible", { hasText: "credential" }).click();
    await pane.locator(".red-ui-typedInput-input").last().fill(value);
    await this.screenshot(`settings-${name}`);
    await this.page.locator("#node-dialog-ok").click();
    await pane.waitFor({ state: "detached" });
  }

  /** Waits for the text below a node. */
  async status(id: string, text: RegExp): Promise<void> {
    await this.page.waitForFunction(
      ({ node, source }) => {
        const { RED } = globalThis as unknown as EditorGlobals;
        return new RegExp(source).test(RED.nodes.node(node).status?.text ?? "");
      },
      { node: id, source: text.source },
    );
  }

  async command(action: string): Promise<void> {
    await this.page.evaluate((name) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      RED.actions.invoke(name);
    }, action);
  }

  /** A node's properties as the editor has them. */
  async saved(id: string): Promise<Record<string, unknown>> {
    return this.page.evaluate((node) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      return RED.nodes.convertNode(RED.nodes.node(node), false);
    }, id);
  }

  /** The ids of all nodes of a type, of configuration nodes too. */
  nodesOf(type: string): Promise<string[]> {
    return this.page.evaluate(idsOf, type);
  }

  /** How many nodes the editor takes a configuration node to be used by. */
  usersOf(id: string): Promise<number> {
    return this.page.evaluate((node) => {
      const { RED } = globalThis as unknown as EditorGlobals;
      return RED.nodes.node(node).users?.length ?? 0;
    }, id);
  }

  /** @param part of the page, instead of all that the window shows of it */
  async screenshot(name: string, part: Page | Locator = this.page): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await part.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  private async loaded(): Promise<void> {
    await this.page.locator("#red-ui-palette-header-Coincall").waitFor();
    await this.page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
  }

  private async press(buttons: string): Promise<void> {
    const button = await this.page.locator(buttons).last().elementHandle();
    await button?.click();
    await this.page.waitForFunction((pressed) => !pressed?.isConnected, button);
  }
}

interface EditorNode {
  readonly id: string;
  readonly type: string;
  readonly status?: { readonly text?: string };
  readonly valid?: boolean;
  readonly users?: readonly unknown[];
  readonly _def: { readonly category: string };
}

/** The part of the editor's own script that the tests use. */
interface EditorGlobals {
  readonly RED: {
    readonly nodes: {
      node(id: string): EditorNode;
      convertNode(node: EditorNode, credentials: boolean): Record<string, unknown>;
      filterNodes(filter: object): EditorNode[];
      eachConfig(visit: (config: EditorNode) => void): void;
      import(nodes: readonly object[]): void;
      dirty(isDirty: boolean): void;
    };
    readonly view: { select(selection: object): void; focus(): void };
    readonly actions: { invoke(name: string): void };
    readonly editor: {
      edit(node: EditorNode): void;
      editConfig(name: string, type: string, id: string): void;
    };
  };
}

/** Node-RED's own fields out of sight, which keep browsers from filling in passwords, are none of ours. */
const CONTROLS = [
  "input:not([aria-hidden], [id^=red-ui-trap]):visible",
  // Node-RED's switch before a field of one type is switched off.
  ...["select", "button:not(.disabled)", "summary", "a.red-ui-button"].map((name) => `${name}:visible`),
].join();
const MARK = "data-reached";

/** Marks what has the focus. @returns whether it is in the form */
function markFocused(form: Element): boolean {
  document.activeElement?.setAttribute("data-reached", "");
  return form.contains(document.activeElement);
}

function idsOf(type: string): string[] {
  const { RED } = globalThis as unknown as EditorGlobals;
  const ids = RED.nodes.filterNodes({ type }).map(({ id }) => id);
  RED.nodes.eachConfig((config) => {
    if (config.type === type) ids.push(config.id);
  });
  return ids;
}
