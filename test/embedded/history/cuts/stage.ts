import assert from "node:assert/strict";
import { type FlowNode, flowOf, type Message, type NodeRed, startNodeRed, type Version } from "../../harness";
import { CUTS, type Cut, Scene } from "./scene";

/** What is watched on a scene. */
export interface Watching {
  nodes(scene: Scene): readonly FlowNode[];
  /** The names of nodes, and their symbols. */
  watched(scene: Scene): readonly Watched[];
  /** Whether a node tells something at once. */
  isPrompt?(name: string): boolean;
}

export type Watched = readonly [name: string, symbol: string];

/** A cut in a dialect. */
interface Played {
  readonly protocol: string;
  readonly cut: Cut;
}

const ALL: readonly Played[] = ["signed", "apikey"].flatMap((protocol) =>
  CUTS.map((cut) => ({ protocol, cut })),
);

/** Each cut in each dialect, played at once, on a market and a connection of its own. */
export class Stage<Payload> {
  readonly all = ALL;
  readonly #scenes: Scene[] = [];
  #nodeRed: NodeRed | undefined;

  get nodeRed(): NodeRed {
    return this.#nodeRed ?? assert.fail();
  }

  scene(played: Played): Scene {
    return this.#scenes[ALL.indexOf(played)] ?? assert.fail();
  }

  next(
    { id }: Scene,
    [name, symbol]: Watched,
    fits: (message: Message<Payload>) => boolean = () => true,
  ): Promise<Message<Payload>> {
    return this.nodeRed.nextMessage<Payload>((each) => each.topic === symbol && fits(each), {
      output: `${id}-${name}-out`,
      timeout: 20_000,
    });
  }

  told({ id }: Scene, [name, symbol]: Watched): Message<Payload>[] {
    return this.nodeRed.messages<Payload>(`${id}-${name}-out`).filter(({ topic }) => topic === symbol);
  }

  async play(version: Version, { nodes, watched, isPrompt = () => true }: Watching): Promise<void> {
    for (const [index, { protocol, cut }] of ALL.entries()) {
      this.#scenes.push(await Scene.set(`c${index}`, protocol, cut));
    }
    this.#nodeRed = await startNodeRed({ version });
    await this.nodeRed.deploy(flowOf(...this.#scenes.flatMap(nodes)));
    for (const scene of this.#scenes) {
      for (const each of watched(scene)) if (isPrompt(each[0])) await this.next(scene, each);
    }
    await Promise.all(this.#scenes.map(async (scene, index) => ALL[index]?.cut.play(scene)));
  }

  async clear(): Promise<void> {
    await this.#nodeRed?.stop();
    await Promise.all(this.#scenes.map((scene) => scene.clear()));
  }
}
