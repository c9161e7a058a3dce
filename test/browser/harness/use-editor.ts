import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { type FlowNode, type NodeRed, startNodeRed, type Version } from "../../embedded/harness";
import { launchChromium } from "./chromium";
import { Editor } from "./editor";

/** A browser with the editor of a Node-RED that has the palette. */
export interface Desk {
  readonly version: Version;
  readonly nodeRed: NodeRed;
  readonly editor: Editor;
  /** Deploys these flows and no others, and shows them. */
  begin(flows: readonly FlowNode[]): Promise<void>;
}

/** As in the harness of the embedded tests, and with the plain editor for code: the others take seconds to load. */
const SETTINGS = {
  editorTheme: {
    tours: false,
    projects: { enabled: false },
    palette: { catalogues: [] },
    codeEditor: { lib: "none" },
  },
};

/**
 * Sets a desk up with the hooks of the suite that it is called in; its parts are there once a test runs.
 *
 * @param more settings of Node-RED, asked for when it starts
 */
export function useEditor(version: Version, more: () => object = () => ({})): Desk {
  // Each on its own: where one can't be had, the others must still be put away.
  let browser: Browser | undefined;
  let nodeRed: NodeRed | undefined;
  let editor: Editor | undefined;

  before(async () => {
    browser = await launchChromium();
    nodeRed = await startNodeRed({ version, settings: { ...SETTINGS, ...more() } });
    editor = await Editor.open(browser, nodeRed.url);
  });
  afterEach(async function () {
    const { editor } = desk;
    if (this.currentTest?.isFailed()) {
      await editor.screenshot(`failed-${version}-${this.currentTest.title}`);
      await editor.reload();
    }
    assert.deepEqual(editor.errors, []);
  });
  after(async () => {
    await browser?.close();
    await nodeRed?.stop();
  });

  const desk: Desk = {
    version,
    get nodeRed() {
      return present(nodeRed);
    },
    get editor() {
      return present(editor);
    },
    async begin(flows) {
      await desk.nodeRed.deploy(flows);
      await desk.editor.reload();
    },
  };
  return desk;
}

function present<Part>(part: Part | undefined): Part {
  if (!part) throw new Error("A desk is only there while a test runs.");
  return part;
}
