import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { connection, node, tab, type Version } from "../../embedded/harness";
import { type Desk, type Editor, type Look, violationsIn } from "../harness";

const LONG = { symbols: "BTCUSD-27DEC20-100000-C, BTCUSD-27DEC99-1-P, ETH/USD" };

const MOVES = { condition: "rises", quietFrom: "22:00", quietTo: "22:00", for: 60 };

/** Every form, with what makes it long. */
const NODES = [
  node("coincall-spot", { endpoint: "futures", symbols: "BTCUSD" }),
  node("coincall-kline", { symbols: "watched", symbolsType: "flow" }),
  node("coincall-trades", { symbols: "BTCUSD", overdue: 60 }),
  node("coincall-order-book", { ...LONG, depth: 0 }),
  node("coincall-option-chain", { symbols: "BTCUSD", output: "table" }),
  node("coincall-greeks", { emit: "latest", interval: 500 }),
  node("coincall-balance", { numbers: "string" }),
  node("coincall-status"),
  node("coincall-alert", { ...MOVES, wires: [[], []] }),
].map((each, index) => ({ ...each, x: 200, y: 60 + 60 * index }));

const CONNECTIONS = [connection(), connection({ id: "live", environment: "live", heartbeatTimeout: 30 })];

const FORMS = [...NODES, ...CONNECTIONS].map(({ id }) => id);

interface VersionedLook extends Look {
  readonly version: Version;
  /** The forms that are looked at; all of them unless said. */
  readonly only?: readonly string[];
}

/** Those with the most in them. */
const FULLEST = ["order-book", "option-chain", "alert", "live"];

const LOOKS: readonly VersionedLook[] = [
  { version: "4.1", dark: false, width: 1280 },
  { version: "5", dark: false, width: 800, only: FULLEST },
  { version: "5", dark: true, width: 1280 },
];

/** Every form, in each theme and at a narrow width. */
export function looks(desk: Desk): void {
  describe("the forms", () => {
    before(() => desk.nodeRed.deploy([tab(), ...CONNECTIONS, ...NODES]));

    for (const look of LOOKS.filter(({ version }) => version === desk.version)) {
      it(`are without a fault that axe-core knows, ${nameOf(look)}`, async () => {
        const { editor } = desk;
        await editor.show(look);
        const violations: string[] = [];
        for (const id of look.only ?? FORMS) {
          await editor.edit(id);
          await editor.unfold();
          const name = `${desk.version}-${nameOf(look)}-${id}`;
          violations.push(...(await faultsOf(editor, editor.form, name)));
          const listed = await editor.openList();
          if (listed) violations.push(...(await faultsOf(editor, listed, `${name}-list`)));
          await editor.cancel();
        }
        assert.equal(violations.join("\n\n"), "");
      });
    }
  });
}

async function faultsOf(editor: Editor, part: Locator, name: string): Promise<string[]> {
  await editor.screenshot(name);
  return (await violationsIn(editor.page, part)).map((each) => `${name}: ${each}`);
}

function nameOf({ dark, width }: Look): string {
  return `${dark ? "dark" : "light"}-${width}`;
}
