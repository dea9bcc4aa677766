// Finding by name.
const SHOWN = 12;
const find = document.getElementById("find");
const found = document.getElementById("found");
const count = document.getElementById("found-count");

// Letters without case and accents: "malmo" finds Malmö.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// The names of everything, so folded when they are first looked through.
let foldedNames = null;
function matches(wish) {
  foldedNames ||= items.map((item) =>
    [item.label, ...(item.names || []), ...(item.also || [])].map(([words]) => folded(words)));
  const names = foldedNames;
  const rank = (id) => (names[id].some((name) => name.startsWith(wish)) ? 0 : 1);
  return items.map((_, id) => id)
    .filter((id) => names[id].some((name) => name.includes(wish)))
    .sort((a, b) => rank(a) - rank(b) || a - b);
}

function closeFound() {
  found.replaceChildren();
  count.textContent = "";
}

function openThing(id) {
  closeFound();
  select("node", id, true);
}

find.addEventListener("input", () => {
  const wish = folded(find.value.trim());
  if (!wish) return closeFound();
  const hits = matches(wish);
  const more = hits.length > SHOWN ? `, the first ${SHOWN} shown` : "";
  count.textContent = `${hits.length} found${more}`;
  found.replaceChildren(...hits.slice(0, SHOWN).map((id) => el("li", {},
    el("button", { type: "button", click: () => openThing(id) },
      named(items[id].label), " ", el("span", { class: "quiet" },
        isFold(id) ? `group of ${counted(items[id].members.length, "thing")}` : named(items[id].type),
        isDrawn(id) ? "" : " (left out by your choices)")))));
});
find.addEventListener("keydown", (event) => {
  const hits = found.querySelectorAll("button");
  if (event.key === "Enter" && hits.length) hits[0].click();
  if (event.key === "ArrowDown" && hits.length) { event.preventDefault(); hits[0].focus(); }
  if (event.key === "Escape") closeFound();
});
found.addEventListener("keydown", (event) => {
  const hits = [...found.querySelectorAll("button")];
  const at = hits.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") { closeFound(); find.focus(); }
  if (Number.isNaN(at)) return;
  event.preventDefault();
  (hits[at] || find).focus();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".search")) closeFound();
});
