// Runs before the rest of the page has come: asks for the pack and starts the worker with it, which takes longest.
// `iot_lab/web/take_home/folder.py` says before this text what the worker's script and the pack's files are.
import { beginWorker } from "./home_begin";
import { isNewEnough, loadPack } from "./home_pack";

const { home } = window;
if (isNewEnough()) {
  home.loading = loadPack(home.pack, (part) => home.told?.(part));
  home.begun = beginWorker(home.worker, home.loading);
}
