import { Fuzz } from "./cases";

/** A few seconds' worth; `npm run fuzz -- --cases 1000000` has more. */
const CASES = 3_000;

describe("Anything at all that comes over a socket", function () {
  this.timeout(60_000);
  let fuzz: Fuzz;

  before(() => {
    fuzz = new Fuzz();
  });
  after(() => fuzz.close());

  it("is emitted as a sound message or counted, and nothing escapes", async () => {
    await fuzz.run(CASES, Math.floor(Math.random() * 2 ** 31));
  });
});
