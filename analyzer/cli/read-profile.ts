import { PROFILES, type Profile } from "../model.ts";
import { unknownName } from "./common-flags.ts";
import { configurationOf } from "./configuration.ts";
import type { Arguments } from "./verb.ts";

/** What `--profile` or else the configuration asks for; throws AnalyzerError "usage" or as `readConfig` does. */
export async function readProfile(args: Arguments, cwd: string): Promise<Profile> {
  const name = args.value("profile");
  if (name === undefined) return (await configurationOf(cwd)).profile ?? "full";
  const profile = PROFILES.find((known) => known === name);
  if (profile !== undefined) return profile;
  throw unknownName("--profile", name, PROFILES);
}
