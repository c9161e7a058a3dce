import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../embedded/harness";

/** A fresh clone of the checkout's last commit: no installed packages, nothing built. */
export class Clone {
  readonly folder = mkdtempSync(join(tmpdir(), "coincall-clone-"));

  constructor() {
    execFileSync("git", ["clone", "--quiet", ROOT, this.folder]);
  }

  /** Paths that are not committed, but for those that git is told to ignore. */
  changes(): string {
    return execFileSync("git", ["status", "--porcelain"], { cwd: this.folder, encoding: "utf8" });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
