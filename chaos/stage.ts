import { type NodeRed, startNodeRed } from "../test/embedded/harness";
import type { Fault } from "./fault";
import { judge, type Result } from "./judge";
import { Scene } from "./scene/scene";

/** No proxy of the machine's comes between Node-RED and loopback. */
export const NODE_RED = { version: "4.1", env: { no_proxy: "*" } } as const;

/** One Node-RED for a whole run; each fault is played on an exchange, a proxy and a connection of its own. */
export class Stage {
  readonly #nodeRed: NodeRed;

  private constructor(nodeRed: NodeRed) {
    this.#nodeRed = nodeRed;
  }

  static async open(): Promise<Stage> {
    return new Stage(await startNodeRed(NODE_RED));
  }

  /** @param brief whether what can be shortened is */
  async play(fault: Fault, brief: boolean): Promise<Result> {
    const scene = await Scene.set(this.#nodeRed, brief);
    try {
      return await judge(fault, scene);
    } finally {
      await this.#nodeRed.deploy([]);
      await scene.clear();
    }
  }

  close(): Promise<void> {
    return this.#nodeRed.stop();
  }
}
