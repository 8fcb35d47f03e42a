// A search field over the cards, once there are too many to see at a glance.
const SEARCH_FROM = 13;

export function startSearch(list: HTMLElement): { refresh: () => void } {
  const place = document.getElementById("search") as HTMLElement;
  const field = document.getElementById("search-field") as HTMLInputElement;
  const none = document.getElementById("none-found") as HTMLElement;
  field.addEventListener("input", refresh);

  function refresh(): void {
    const wanted = field.value.trim().toLowerCase();
    place.hidden = list.children.length < SEARCH_FROM && wanted === "";
    let found = 0;
    for (const card of list.children as HTMLCollectionOf<HTMLElement>) {
      card.hidden = !(card.dataset["board"] ?? "").includes(wanted);
      if (!card.hidden) found += 1;
    }
    none.hidden = wanted === "" || found > 0;
  }
  return { refresh };
}
