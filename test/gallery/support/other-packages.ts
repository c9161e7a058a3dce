import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../embedded/harness";

/** A package of its own, because a user of the palette needs none of it. */
const SERVICES = join(ROOT, "test/gallery/services");
const requireService = createRequire(join(SERVICES, "package.json"));

/** What a package exports. It is loaded by the test that needs it, so that others run and compile without it. */
export function service<Exports>(name: string): Exports {
  return requireService(name) as Exports;
}

/** The folder of a palette that an example needs. */
export function otherPalette(name: string): string {
  return join(SERVICES, "node_modules", name);
}

/** What a package exports that one of these palettes brings along. */
export function partOf<Exports>(palette: string, name: string): Exports {
  return createRequire(join(otherPalette(palette), "package.json"))(name) as Exports;
}

/** Whether SQLite is there: some machines have to compile it, and npm goes on without it where that fails. */
export function hasSqlite(): boolean {
  try {
    service("sqlite3");
    return true;
  } catch {
    return false;
  }
}
