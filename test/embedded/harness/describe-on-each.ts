import { VERSIONS, type Version } from "./versions";

/** A suite that runs on each version of Node-RED, and is told which; its title says so. */
export function describeOnEach(title: string, suite: (this: Mocha.Suite, version: Version) => void): void {
  for (const version of VERSIONS) {
    describe(`${title} in Node-RED ${version}`, function () {
      suite.call(this, version);
    });
  }
}
