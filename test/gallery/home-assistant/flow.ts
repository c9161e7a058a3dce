import type { FlowNode, NodeRed } from "../../embedded/harness";
import type { StubExchange } from "../../support/stub-exchange";
import { example, fillIn } from "../support/example";
import type { BrokerHere } from "../support/services/broker-here";

export const ANNOUNCEMENT = "homeassistant/device/coincall/config";
/** What is waited for between the steps is short here. */
const SOON = { timeout: "0.1" };

/** The example of Home Assistant, filled in for this exchange and this broker. */
export function homeAssistant(exchange: StubExchange, broker: BrokerHere): FlowNode[] {
  return fillIn(example("04 Home/1 Home Assistant by MQTT discovery"), {
    exchange,
    nodes: {
      "coincall-spot": { emit: "every" },
      "coincall-greeks": { emit: "every", hold: 0 },
      "mqtt-broker": broker.filledIn,
      "after 5 s": SOON,
      "after 10 s": SOON,
      "every 30 s": { repeat: "0.2" },
    },
  });
}

/** What the nodes of the flow had to say against it. */
export function complaints({ log }: NodeRed): string[] {
  return log.filter((line) =>
    /\[(?:warn|error)\] \[(?:change|switch|split|template|mqtt (?:in|out)|delay|coincall-alert):/.test(line),
  );
}
