import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { type FlowNode, type NodeRed, ROOT } from "../../embedded/harness";
import { Mailbox } from "../../embedded/harness/mailbox";

/** The palette of dashboard nodes; the demo brings it along. */
export const DASHBOARD_PALETTE = join(ROOT, "demo/node_modules/@flowfuse/node-red-dashboard");

/** The palette reads the roots from the settings, where a Node-RED that is started as a program has them. */
export const DASHBOARD_SETTINGS = { httpAdminRoot: "/", httpNodeRoot: "/" };

const PATH = "/dashboard/market";
/** ms; long enough for a busy machine, and every wait ends as soon as there is something. */
const PATIENCE = 20_000;
/** Git-ignored: pictures of the pages, for people to look at. */
const SCREENSHOTS = join(ROOT, ".screenshots/dashboard");

export interface Device {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
  /** What its clock says, which goes on from there and can be set forward; the machine's own by default. */
  readonly clock?: Date;
}

export const DESK: Device = { width: 1440, height: 900, colorScheme: "light" };
export const PHONE: Device = { width: 390, height: 844, colorScheme: "dark" };

/** A dashboard of the user's own, with the page `rooms` and one widget. */
export function houseDashboard(path: string): FlowNode[] {
  const [ui, theme, page, group, z] = ["house-ui", "house-theme", "house-rooms", "house-kitchen", "house"];
  const colors = {
    surface: "#fff",
    primary: "#0094ce",
    bgPage: "#eee",
    groupBg: "#fff",
    groupOutline: "#ccc",
  };
  const shown = { className: "", visible: "true", disabled: "false" };
  return [
    { id: z, type: "tab", label: "House" },
    { id: ui, type: "ui-base", name: "House", path, navigationStyle: "default", titleBarStyle: "default" },
    { id: theme, type: "ui-theme", name: "House", colors, sizes: { density: "default" } },
    {
      id: page,
      type: "ui-page",
      name: "Rooms",
      ui,
      theme,
      path: "/rooms",
      layout: "grid",
      order: 1,
      ...shown,
    },
    { id: group, type: "ui-group", name: "Kitchen", page, width: 6, height: 1, order: 1, ...shown },
    {
      id: "house-warm",
      type: "ui-template",
      z,
      group,
      format: '<p class="kitchen">warm</p>',
      templateScope: "local",
      wires: [[]],
    },
  ];
}

/** The example's page in a browser. */
export class Dashboard {
  /** What the page has said was wrong, and what it asked of other machines. */
  readonly complaints: string[] = [];
  private readonly arrived = new Mailbox<string>();

  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    nodeRed: NodeRed,
    { colorScheme, clock, ...viewport }: Device,
    path = PATH,
  ): Promise<Dashboard> {
    const page = await browser.newPage({ viewport, colorScheme });
    page.setDefaultTimeout(PATIENCE);
    const dashboard = new Dashboard(page);
    page.on("pageerror", (error) => dashboard.complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) dashboard.complaints.push(message.text());
    });
    page.on("request", (request) => {
      const url = request.url();
      if (url.startsWith("http") && !url.startsWith(nodeRed.url)) dashboard.complaints.push(`asks ${url}`);
    });
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => dashboard.arrived.add(String(payload))),
    );
    page.on("response", async (response) => {
      // Where it begins, before it is a WebSocket.
      if (response.url().includes("transport=polling"))
        dashboard.arrived.add(await response.text().catch(() => ""));
    });
    if (clock) await page.clock.install({ time: clock });
    await page.goto(nodeRed.url + path);
    return dashboard;
  }

  /** What has come over its socket. */
  get received(): readonly string[] {
    return this.arrived.all;
  }

  /** Waits until something with this text has come over its socket. */
  async receives(text: string): Promise<void> {
    await this.arrived.next((each) => each.includes(text), PATIENCE);
  }

  /** The switch that shows the account, and hides it. */
  get accountSwitch(): Locator {
    return this.page.getByRole("switch", { name: "Show the account" });
  }

  /** What tells on top of the page that something is out of order. */
  get strip(): Locator {
    return this.page.locator(".coincall-strip");
  }

  /** The cards whose values are grey, because they are old. */
  get greyed(): Locator {
    return this.page.locator("[data-old]");
  }

  /** What a card says of the time of its values. */
  asOf(name: string): Locator {
    return this.page.locator(`.coincall-as-of[data-name="${name}"]`);
  }

  /** Lets time pass on the page alone: nothing has come to it meanwhile. */
  async passes(seconds: number): Promise<void> {
    await this.page.clock.fastForward(1_000 * seconds);
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  part(selector: string): Locator {
    return this.page.locator(selector);
  }

  /** Waits until a part shows something else than it does once it has `text`. */
  async changes(selector: string, text = /\d/): Promise<void> {
    const part = this.part(selector).first();
    await part.filter({ hasText: text }).waitFor();
    await this.differs(selector, await part.innerHTML());
  }

  /** Waits until a chart, which is a picture to the page, has other dots than now. */
  async redraws(selector: string): Promise<void> {
    const canvas = this.part(`${selector} canvas`).first();
    await canvas.waitFor();
    const before = await canvas.evaluate(dotsOf);
    await this.page.waitForFunction(
      ({ chart, dots }) => document.querySelector<HTMLCanvasElement>(`${chart} canvas`)?.toDataURL() !== dots,
      { chart: selector, dots: before },
    );
  }

  /** The texts of the option chain, all of one moment. */
  async chain(): Promise<{ heads: string[]; strikes: string[]; marked: string[]; title: string }> {
    await this.part(".nearest").waitFor();
    const selectors = ["thead tr:last-child th", "tbody .strike", ".nearest .strike", ".title b"];
    const texts = await this.part(".chain").evaluate(
      (chain, wanted) =>
        wanted.map((selector) =>
          [...chain.querySelectorAll(selector)].map((part) => part.textContent?.trim() ?? ""),
        ),
      selectors,
    );
    const [heads = [], strikes = [], marked = [], title = []] = texts;
    return { heads, strikes, marked, title: title.join() };
  }

  close(): Promise<void> {
    return this.page.close();
  }

  private async differs(selector: string, before: string): Promise<void> {
    await this.page.waitForFunction(({ part, html }) => document.querySelector(part)?.innerHTML !== html, {
      part: selector,
      html: before,
    });
  }
}

function dotsOf(canvas: Element): string {
  return (canvas as HTMLCanvasElement).toDataURL();
}

/**
 * What the dashboard keeps of a chart, for a browser that comes later: the canvas tells a test only that it has changed.
 *
 * @param nodeRed its address
 */
export async function pointsOf<Point>(nodeRed: string, chart: string): Promise<Point[]> {
  const response = await fetch(`${nodeRed}/dashboard/_debug/datastore/${chart}`);
  // Empty before the chart has anything.
  const kept: { payload: Point }[] | null = JSON.parse((await response.text()) || "null");
  return (kept ?? []).map(({ payload }) => payload);
}
