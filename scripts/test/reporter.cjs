/** Mocha's spec reporter, which also leaves the counts in the file that MOCHA_RESULTS names. */
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(process.env.MOCHA_RESULTS, JSON.stringify(counts));
    });
  }
}

module.exports = CountingReporter;
