import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { type NodeRed, type Options, startNodeRed } from "./start-node-red";

/** One Node-RED for all tests of a suite, and an exchange of its own for each of them. */
export interface Rig {
  readonly nodeRed: NodeRed;
  readonly exchange: StubExchange;
}

/** Sets a rig up with the hooks of the suite that it is called in; its parts are there once a test runs. */
export function useRig(options: Options = { version: "4.1" }): Rig {
  const parts: { nodeRed?: NodeRed; exchange?: StubExchange } = {};
  before(async () => {
    parts.nodeRed = await startNodeRed(options);
  });
  beforeEach(async () => {
    parts.exchange = await startStubExchange();
    parts.nodeRed?.forget();
  });
  afterEach(async () => {
    await parts.nodeRed?.deploy([]);
    await parts.exchange?.close();
  });
  after(() => parts.nodeRed?.stop());
  return {
    get nodeRed() {
      return present(parts.nodeRed);
    },
    get exchange() {
      return present(parts.exchange);
    },
  };
}

function present<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("A rig is only there while a test runs.");
  return part;
}
