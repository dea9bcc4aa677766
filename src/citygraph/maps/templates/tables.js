// Finding by name, and the same things and ties as tables.
const SHOWN = 12;
const find = document.getElementById("find");
const found = document.getElementById("found");
const count = document.getElementById("found-count");

// Letters without case and accents: "malmo" finds Malmö.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const names = items.map((item) =>
  [item.label, ...(item.names || []), ...(item.also || [])].map(([words]) => folded(words)));

function matches(wish) {
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
        isFold(id) ? `group of ${counted(items[id].members.length, "thing")}` : named(items[id].type))))));
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

function table(title, heads, rows) {
  const head = el("tr", {}, heads.map((word) => el("th", { scope: "col" }, word)));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
    el("table", {}, el("caption", {}, title), el("thead", {}, head), el("tbody", {}, rows)));
}

function row(...cells) {
  return el("tr", {}, cells.map((cell) => el("td", {}, cell)));
}

function sourcesOf(tie) {
  const all = tie.claims.flatMap((claim) => claimAt(claim).evidence.map((evidence) => evidence.source));
  const labels = [...new Set(all)].filter((id) => id >= 0).map((id) => named(data.sources[id].label));
  return labels.flatMap((label, at) => (at ? ["; ", label] : [label]));
}

function tieRow(tie) {
  const open = el("button", { type: "button", click: () => select("line", lineOf(tie), true) }, named(tie.kind));
  return row(nodeButton(tie.from), [open, tieTags(tie)], nodeButton(tie.to), tie.date, sourcesOf(tie));
}

const tables = document.getElementById("tables");
// Built when first opened: the map itself is usable sooner.
tables.addEventListener("toggle", () => {
  if (!tables.open || tables.querySelector("table")) return;
  const degree = data.nodes.map(() => 0);
  data.ties.forEach((tie) => { degree[tie.from] += 1; degree[tie.to] += 1; });
  const things = data.nodes.map((node, id) => row(nodeButton(id), named(node.type), String(degree[id])));
  tables.append(
    table("Ties", ["From", "Tie (opens its claims)", "To", "Date", "Sources"], data.ties.map(tieRow)),
    table("Things", ["Name", "Type", "Ties"], things),
    ...(folds.length ? [table("Groups", ["Name", "Things"], folds.map((fold) =>
      row(nodeButton(fold.id), String(fold.members.length))))] : []));
});
