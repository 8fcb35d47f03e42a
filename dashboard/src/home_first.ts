// Runs before the rest of the page has come: asks the server for the pack, which takes longest (home_pack.ts takes it
// from here). `iot_lab/web/take_home/folder.py` says before this text which files there are.
import { isNewEnough } from "./home_pack";

if (isNewEnough() && location.protocol !== "file:") window.asked = Object.fromEntries((window.packed ?? []).map((name) => [name, ask(name)]));

function ask(name: string): Promise<Response> {
  const answer = fetch(`pack/${name}`, { priority: "low" });
  answer.catch(() => undefined); // told where it is waited for
  return answer;
}
