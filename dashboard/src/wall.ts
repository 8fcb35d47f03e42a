// The wall: read again every few seconds for as long as the projector runs; more boards than fit are shown page by page.
import { FreshParts } from "./fresh";
import { LinkSign } from "./link";
import "./shell";
import { watchServer } from "./watch";

const EVERY_MS = 3000;
const PAGE_MS = 12_000;
let turned = 0;
const parts = new FreshParts("wall-said", showPage);

watchServer(new LinkSign(), () => void parts.read());
setInterval(() => void parts.read(), EVERY_MS);
setInterval(() => {
  turned += 1;
  showPage();
}, PAGE_MS);
showPage();

function showPage(): void {
  const place = document.getElementById("wall-boards");
  const boards = [...(place?.children ?? [])] as HTMLElement[];
  const atOnce = Number(place?.dataset["atOnce"] ?? boards.length) || 1;
  const pages = Math.max(1, Math.ceil(boards.length / atOnce));
  boards.forEach((board, index) => (board.hidden = Math.floor(index / atOnce) !== turned % pages));
}
