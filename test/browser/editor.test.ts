import { VERSIONS } from "../embedded/harness";
import { alerts } from "./alerts";
import { byMessage } from "./by-message";
import { demo, examples } from "./examples";
import { firstFlow } from "./first-flow";
import { useEditor } from "./harness";
import { journeys } from "./journeys";
import { languages } from "./looks/languages";
import { looks } from "./looks/looks";
import { narrow } from "./looks/narrow";
import { offers } from "./offers";
import { oldFlows } from "./old-flows";
import { paletteFilter } from "./palette-filter";
import { past } from "./past";
import { rolling } from "./rolling";
import { rolls } from "./rolls";
import { storedKey } from "./stored-key";
import { manySymbols } from "./symbols/many-symbols";
import { newUser } from "./symbols/new-user";
import { words } from "./symbols/words";

for (const version of VERSIONS) {
  describe(`In the editor of Node-RED ${version}`, function () {
    this.timeout(40_000);
    // One for all of them: an editor takes longer to open than most tests take.
    const desk = useEditor(version);
    paletteFilter(desk);
    firstFlow(desk);
    journeys(desk);
    newUser(desk);
    storedKey(desk);
    byMessage(desk);
    past(desk);
    alerts(desk);
    if (version === "4.1") {
      examples(desk);
      languages(desk);
      narrow(desk);
    }
    offers(desk);
    oldFlows(desk);
    manySymbols(desk);
    rolling(desk);
    if (version === "4.1") rolls(desk, "en-US", "btc weekly atm call");
    else rolls(desk, "ja", "btc 週次 atm コール");
    words(desk, version === "4.1" ? ["en-US", "de"] : ["en-US", "ja"]);
    looks(desk);
    demo(desk);
  });
}
