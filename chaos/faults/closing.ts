import type { Fault } from "../fault";
import { CLOSE, frameOf } from "../proxy/frames";
import type { Scene } from "../scene/scene";

const WORDS = "too many connections for this account";
const CODES = [1000, 1001, 1008, 1011, 1012];

/** Connections that end where both sides can see it. */
export const CLOSING: readonly Fault[] = [
  ...CODES.map((code) => ended(`close with ${code}`, ({ exchange }) => exchange.drop(code))),
  ended("close with 1006: hung up", ({ proxy }) => {
    for (const line of proxy.lines) line.hangUp();
  }),
  ended("close with 1006, which no frame may say", ({ proxy }) => {
    const code = Buffer.alloc(2);
    code.writeUInt16BE(1006);
    proxy.inject(frameOf(CLOSE, code));
  }),
  {
    name: "close with 1008, and words",
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    play: async (scene) => {
      scene.begin();
      const code = Buffer.alloc(2);
      code.writeUInt16BE(1008);
      scene.proxy.inject(frameOf(CLOSE, Buffer.concat([code, Buffer.from(WORDS)])));
      scene.end();
      await scene.until(
        () => scene.seen.links.some(({ reason }) => reason?.includes(WORDS)),
        "its words are not told",
      );
    },
  },
  ended("TCP reset", ({ proxy }) => {
    for (const line of proxy.lines) line.reset();
  }),
];

function ended(name: string, play: (scene: Scene) => void): Fault {
  return {
    name,
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    play: async (scene) => {
      scene.begin();
      play(scene);
      scene.end();
    },
  };
}
