import { Broker } from "../broker";
import { Mosquitto } from "./mosquitto";

/** An MQTT broker as the tests of the examples use one: Debian's where this machine has it, else the stand-in. */
export type BrokerHere = Broker | Mosquitto;

/** For the titles of tests. */
export const BROKER = Mosquitto.isInstalled ? "Mosquitto" : "a stand-in for Mosquitto";

export function brokerHere(): BrokerHere {
  return Mosquitto.isInstalled ? new Mosquitto() : new Broker();
}
