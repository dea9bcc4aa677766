// The listing: what is shown as tables, for those who prefer to read. Each row opens its claims.
const PORTION = 200;
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const listing = byId("listing");

function labelOf(id) {
  return items[id].label[0];
}

function sourceLabels(id) {
  return sourceIdsOf(id).map((at) => data.sources[at].label);
}

// Names in one cell, each in an element of its own.
function joined(labels) {
  return labels.flatMap((label, at) => (at ? ["; ", named(label)] : [named(label)]));
}

function shownTiesOf(id) {
  return tiesOf(id).filter((tie) => shown.ties[tie]);
}

function opens(kind, id, label) {
  return el("button", { type: "button", click: () => select(kind, id, true) }, named(label));
}

function firstYear(tie) {
  return tie.spans.flat().find((year) => year !== null) ?? "";
}

// The columns of each table: a heading, the words or number that it is sorted by, and the cell.
const TIES = {
  name: "Ties", ids: () => data.ties.map((_, id) => id).filter((id) => shown.ties[id]),
  columns: [
    { head: "From", key: (id) => labelOf(data.ties[id].from), cell: (id) => nodeButton(data.ties[id].from) },
    { head: "Tie (opens its claims)", key: (id) => data.ties[id].kind[0] + tieTags(data.ties[id]),
      cell: (id) => [opens("line", lineOf(data.ties[id]), data.ties[id].kind), tieTags(data.ties[id])] },
    { head: "To", key: (id) => labelOf(data.ties[id].to), cell: (id) => nodeButton(data.ties[id].to) },
    { head: "Date or years", key: (id) => (spanOf(data.ties[id]) ? `${firstYear(data.ties[id])} ${spanOf(data.ties[id])}` : null),
      cell: (id) => spanOf(data.ties[id]) || "not given" },
    { head: "Sources", key: (id) => sourceLabels(id).map(([words]) => words).join("; ") || null, cell: (id) => joined(sourceLabels(id)) },
  ],
};
const THINGS = {
  name: "Things", ids: () => data.nodes.map((_, id) => id).filter((id) => shown.nodes[id]),
  columns: [
    { head: "Name", key: labelOf, cell: nodeButton },
    { head: "Type", key: (id) => data.nodes[id].type[0], cell: (id) => named(data.nodes[id].type) },
    { head: "Region of the world", key: (id) => regionOf(id) || null, cell: (id) => regionOf(id) || "not given" },
    { head: "Ties shown", key: (id) => shownTiesOf(id).length, cell: (id) => `${shownTiesOf(id).length}` },
    ...(data.measure ? [{ head: data.measure, key: (id) => data.nodes[id].value, cell: (id) => `${data.nodes[id].value ?? "–"}` }] : []),
  ],
};
const GROUPS = {
  name: "Groups", ids: () => folds.map((fold) => fold.id).filter(isDrawn),
  columns: [
    { head: "Name", key: labelOf, cell: nodeButton },
    { head: "Things shown in it", key: (id) => shownIn(id).length, cell: (id) => `${shownIn(id).length}` },
    { head: "What is in it", key: (id) => shownIn(id).map(labelOf).join("; "), cell: (id) => joined(shownIn(id).map((one) => items[one].label)) },
  ],
};

function shownIn(fold) {
  return items[fold].members.filter((id) => shown.nodes[id]);
}

// A row's words without case and accents, kept until what is shown changes.
function searchedIn(table, id) {
  if (!table.searched.has(id)) table.searched.set(id, folded(table.columns.map((one) => one.key(id) ?? "").join("\n")));
  return table.searched.get(id);
}

// Rows whose words hold what is looked for, in the order asked for; equal ones as the page has them,
// those without anything to sort by at the end.
function sortedRows(table) {
  const wish = folded(table.words), column = table.columns[table.by];
  const held = table.ids().filter((id) => !wish || searchedIn(table, id).includes(wish));
  if (!column) return held;
  const keys = new Map(held.map((id) => [id, column.key(id)]));
  const compare = (a, b) => (typeof a === "number" ? a - b : order.compare(a, b)) * (table.up ? 1 : -1);
  return held.sort((a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    if (one === null || other === null) return (one === null) - (other === null) || a - b;
    return compare(one, other) || a - b;
  });
}

function sortBy(table, at) {
  const number = table.ids().some((id) => typeof table.columns[at].key(id) === "number");
  table.up = table.by === at ? !table.up : !number;
  table.by = at;
  fill(table);
}

function headCell(table, at) {
  return el("th", { scope: "col" }, el("button", { type: "button", click: () => sortBy(table, at) }, table.columns[at].head,
    el("span", { "aria-hidden": "true" })));
}

function tableBox(table) {
  const name = table.name.toLowerCase(), field = el("input", { type: "search", id: `words-${name}`, autocomplete: "off" });
  field.addEventListener("input", () => { Object.assign(table, { words: field.value.trim(), many: PORTION }); fill(table); });
  const more = el("button", { type: "button", class: "fold", click: () => { table.many += PORTION; fill(table); } });
  const said = el("p", { class: "quiet", role: "status" }), body = el("tbody", {}), caption = el("caption", {}, `${table.name} that are shown`);
  const heads = table.columns.map((_, at) => headCell(table, at));
  body.addEventListener("click", (event) => { if (event.target.closest("button")) cameFrom(table, event.target.closest("button")); });
  Object.assign(table, { words: "", by: -1, up: true, many: PORTION, field, more, said, body, heads });
  table.box = el("section", { "aria-label": table.name },
    el("p", { class: "rows" }, el("label", { for: field.id }, `Rows that hold these words`), field), said,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${table.name}, to scroll sideways` },
      el("table", {}, caption, el("thead", {}, el("tr", {}, heads)), body)), more);
  return table.box;
}

function rowFor(table, id) {
  const line = el("tr", {}, table.columns.map((column) => el("td", {}, [column.cell(id)].flat())));
  line.dataset.row = id;
  return line;
}

function fill(table) {
  const ids = sortedRows(table), first = ids.slice(0, table.many), rest = ids.length - first.length;
  table.body.replaceChildren(...first.map((id) => rowFor(table, id)));
  table.said.textContent = `${counted(ids.length, "row")}${table.words ? " with these words" : ""}${rest ? `, the first ${first.length} here` : ""}.`;
  table.more.textContent = `Show ${Math.min(rest, PORTION)} more`;
  table.more.hidden = !rest;
  table.heads.forEach((head, at) => {
    if (at === table.by) head.setAttribute("aria-sort", table.up ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
    head.querySelector("span").textContent = at === table.by ? (table.up ? " ▲" : " ▼") : "";
  });
}

// The row that the panel was opened from; the way back to it stands at the panel's head.
let origin = null;
function cameFrom(table, button) {
  const line = button.closest("tr");
  origin = { table, row: line.dataset.row, at: [...line.querySelectorAll("button")].indexOf(button) };
  offerWayBack();
}

function goBack() {
  const line = origin.table.body.querySelector(`tr[data-row="${origin.row}"]`);
  (line ? line.querySelectorAll("button")[origin.at] : origin.table.field).focus();
}

function offerWayBack() {
  if (state.view !== "table" || !origin || panel.querySelector(".back")) return;
  panel.prepend(el("p", { class: "back" }, el("button", { type: "button", class: "fold", click: goBack }, "Back to the row")));
}
new MutationObserver(offerWayBack).observe(panel, { childList: true });

// Built when it is looked at: the map itself is usable sooner. One table at a time.
const tables = [TIES, THINGS, ...(folds.length ? [GROUPS] : [])];
let current = TIES;
function showTable(table) {
  current = table;
  table.searched = new Map();
  tables.forEach((one) => { one.box.hidden = one !== table; });
  fill(table);
}

function buildListing() {
  const choose = (table) => {
    const radio = el("input", { type: "radio", name: "rows", value: table.name });
    radio.checked = table === current;
    radio.addEventListener("change", () => showTable(table));
    return el("label", {}, radio, el("span", {}, table.name));
  };
  listing.replaceChildren(el("fieldset", { class: "switch" }, el("legend", { class: "unseen" }, "Rows"), tables.map(choose)),
    ...tables.map(tableBox));
}

onChange((names) => {
  listing.hidden = state.view !== "table";
  listing.parentElement.classList.toggle("reading", state.view === "table");
  if (state.view !== "table") {
    origin = null;
    panel.querySelector(".back")?.remove();
    return;
  }
  if (!listing.childElementCount) buildListing();
  if (names.some((name) => !["path", "chosen", "colour"].includes(name))) showTable(current);
});
