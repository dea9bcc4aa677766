// Views and filters, and what all choices leave out, in words.
const byId = (id) => document.getElementById(id);
const LONG = 12;
const langOf = new Map([...texts, ...Object.values(data.kinds)]);
const BLANK = JSON.parse(START);

// A value of a facet, in an element of its own.
function valueName(value) {
  return named([value, langOf.get(value) || ""]);
}

// A group of radio buttons that holds one choice; a change from elsewhere checks the right one.
function radios(name, group) {
  const all = [...byId(group).querySelectorAll("input")];
  all.forEach((one) => one.addEventListener("change", () => change({ [name]: one.value })));
  onChange((names) => {
    if (names.includes(name)) all.forEach((one) => { one.checked = one.value === state[name]; });
  });
  return all;
}
radios("view", "views").find((one) => one.value === "world").parentElement.hidden = !hasWorld;
radios("colour", "colours");
// A table has no colours.
const offerColours = () => { byId("colours").hidden = !hasCommunities || state.view === "table"; };
offerColours();
onChange(offerColours);

// A button that opens and closes what stands below it.
function opener(id, opened = () => {}) {
  const button = byId(`${id}-open`);
  button.addEventListener("click", () => {
    byId(id).hidden = !byId(id).hidden;
    button.setAttribute("aria-expanded", String(!byId(id).hidden));
    if (!byId(id).hidden) opened();
  });
}

// By facet and value, the ties that have it: of all ties, or of those that the years, the other
// facets and what is hidden leave.
function tallies(all) {
  const own = (facet) => (facet.own ? data.nodes.map((_, id) => [facet.own(id), 0]).filter(([value]) => value) : []);
  const rows = facets.map((facet) => ({ facet, wanted: new Set(all ? [] : state.only[facet.name]), ties: new Map(own(facet)) }));
  const put = new Set(state.hidden);
  data.ties.forEach((tie, id) => {
    if (!all && (!inTime(tie) || put.has(tie.from) || put.has(tie.to))) return;
    const failed = rows.filter((row) => row.wanted.size && !passes(row.facet, row.wanted, id));
    if (failed.length > 1) return;
    for (const row of failed.length ? failed : rows) {
      valuesOf(row.facet, id).forEach((value) => row.ties.set(value, (row.ties.get(value) || 0) + 1));
    }
  });
  return rows;
}

function want(facet, value, wanted) {
  const rest = (state.only[facet.name] || []).filter((one) => one !== value);
  change({ only: { ...state.only, [facet.name]: wanted ? [...rest, value] : rest } });
}

function valueRow(facet, value) {
  const box = el("input", { type: "checkbox" }), number = el("small", {});
  box.addEventListener("change", () => want(facet, value, box.checked));
  const line = el("li", {}, el("label", { class: "tick" }, box, el("span", {}, valueName(value), " ", number)));
  return { value, box, number, line, searched: folded(value) };
}

// A field that leaves only the values with these words.
function valueField(facet, rows) {
  const field = el("input", { type: "search", "aria-label": `${facet.label}: find a value`, placeholder: "Find a value", autocomplete: "off" });
  field.addEventListener("input", () => {
    const wish = folded(field.value.trim());
    rows.forEach((row) => { row.line.hidden = !row.searched.includes(wish); });
  });
  return field;
}

function facetBox({ facet, ties }) {
  const values = [...ties].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
  const rows = values.map((value) => valueRow(facet, value)), summary = el("summary", {}, `${facet.label} (${values.length})`);
  const list = el("ul", { class: "values", tabindex: rows.length > LONG ? "0" : "", role: "list", "aria-label": facet.label },
    rows.map((row) => row.line));
  return { facet, rows, box: el("details", {}, summary, rows.length > LONG ? valueField(facet, rows) : null, list) };
}

// Built when they are first looked at. A facet of one value offers no choice.
let boxes = [];
function openFilters() {
  if (!boxes.length) {
    boxes = tallies(true).filter((row) => row.ties.size > 1).map(facetBox);
    byId("facets").replaceChildren(...boxes.map((one) => one.box));
  }
  countValues();
}

function countValues() {
  const now = new Map(tallies(false).map((row) => [row.facet, row]));
  for (const { facet, rows } of boxes) {
    const { wanted, ties } = now.get(facet);
    rows.forEach((row) => {
      row.box.checked = wanted.has(row.value);
      row.number.textContent = `${ties.get(row.value) || 0}`;
    });
  }
}

function yearsInWords() {
  return state.first === state.last ? `${state.first}` : `${state.first}–${state.last}`;
}

function nearInWords() {
  return [`${counted(state.near.depth, "tie")} away from `, named(data.nodes[state.near.id].label)];
}

// What can be taken back one by one: its words, and the choices without it.
function choices() {
  const made = [];
  if (isNarrowed()) made.push([[`years ${yearsInWords()}`], { first: BLANK.first, last: BLANK.last }]);
  if (!state.undated) made.push([["only ties with a date"], { undated: true }]);
  for (const facet of facets) for (const value of state.only[facet.name] || []) {
    const rest = state.only[facet.name].filter((one) => one !== value);
    made.push([[`${facet.label}: `, valueName(value)], { only: { ...state.only, [facet.name]: rest } }]);
  }
  if (state.near) made.push([["only up to ", ...nearInWords()], { near: null }]);
  return made;
}

function writeChips() {
  const made = choices();
  byId("chips").hidden = !made.length;
  byId("chips").replaceChildren(...made.map(([words, without], at) => {
    const takeBack = () => { change(without); focusNear([...byId("chips").querySelectorAll("button")], at); };
    return el("li", {}, el("button", { type: "button", click: takeBack }, words, el("span", { "aria-hidden": "true" }, " ✕"),
      el("span", { class: "unseen" }, ", take back")));
  }));
}

// Where the focus goes when what had it is gone: to what took its place, else to the last of them.
function focusNear(all, at) {
  (all[at] || all[all.length - 1] || byId("filters-open")).focus();
}

// What each choice leaves out, in words and exact numbers of ties.
function leftOut() {
  const { left } = shown, put = state.undated ? 0 : data.ties.filter(isUndated).length, outside = left.time - put;
  const kept = isNarrowed() ? data.ties.filter((tie, id) => shown.ties[id] && isUndated(tie)).length : 0;
  const are = (number, one, many) => `${counted(number, "tie")} ${number === 1 ? one : many}`;
  return [
    [outside, () => [are(outside, "lies", "lie"), ` outside ${yearsInWords()}`]],
    [kept, () => [are(kept, "without a date stays", "without a date stay"), " shown"]],
    [put, () => [are(put, "without a date is", "without a date are"), " left out"]],
    [left.filters, () => [are(left.filters, "is", "are"), " left out by filters"]],
    [left.hidden, () => [are(left.hidden, "goes", "go"), " with what is hidden by hand"]],
    [left.near, () => [are(left.near, "leads", "lead"), " to things more than ", ...nearInWords()]],
  ].filter(([number]) => number).map(([, words]) => words());
}

function writeCount() {
  const said = leftOut().flatMap((words, at) => [at ? "; " : " ", ...words]);
  byId("count").replaceChildren(`Shown: ${shown.nodeCount} of ${counted(data.nodes.length, "thing")}, `
    + `${shown.tieCount} of ${counted(data.ties.length, "tie")}.`, ...said, said.length ? "." : "");
  byId("everything").hidden = !choices().length && !state.hidden.length;
}

opener("filters", openFilters);
byId("filters-clear").addEventListener("click", () => change({ only: {} }));
byId("everything").addEventListener("click", () => {
  const { first, last, undated, only, hidden, near } = JSON.parse(START);
  change({ first, last, undated, only, hidden, near });
  byId("filters-open").focus();
});
onChange((names) => {
  if (names.every((name) => ["view", "colour", "path", "chosen"].includes(name))) return;
  writeChips();
  writeCount();
  if (!byId("filters").hidden) countValues();
});
writeCount();
