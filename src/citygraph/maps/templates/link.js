// The address that restores what is seen: `#…` holds the choices that are not those a map opens with.
// Things are called by the end of their IRIs, which stays the same from build to build.
const LONGEST_LINK = 20000, LINK_PAUSE = 500;
const endOf = (iri) => iri.split("/").slice(-2).join("/");
const byEnd = new Map();
data.nodes.forEach((node, id) => byEnd.set(endOf(node.iri), byEnd.has(endOf(node.iri)) ? null : id));
const byIri = new Map(data.nodes.map((node, id) => [node.iri, id]));

function nameOf(id) {
  const end = endOf(data.nodes[id].iri);
  return byEnd.get(end) === id ? end : data.nodes[id].iri;
}

// A group is called by the first thing in it.
function drawnName(id) {
  return isFold(id) ? `*${nameOf(items[id].members[0])}` : nameOf(id);
}

function idOf(name) {
  return byEnd.get(name) ?? byIri.get(name) ?? null;
}

function drawnId(name) {
  if (!name.startsWith("*")) return idOf(name);
  const fold = foldOf.get(idOf(name.slice(1)));
  return fold ? fold.id : null;
}

// "~" parts a list, so no part of one may hold it.
function asPart(words) {
  return encodeURIComponent(words).replaceAll("~", "%7E");
}

function listed(all) {
  return all.map(asPart).join("~");
}

// Scale, then the middle of what is seen.
function drawnView() {
  const { x, y } = network.getViewPosition();
  return [Number(network.getScale().toPrecision(4)), Math.round(x), Math.round(y)].join("_");
}

function endsOfLine(id) {
  if (typeof id === "number") return [lines[id].from, lines[id].to];
  return id.split(" ").map(Number);
}

// What is seen now, as the words of an address after "#"; "" for what a map opens with.
function hashNow() {
  const start = JSON.parse(START), said = [];
  const say = (name, value, unless = "") => { if (value !== unless) said.push(`${name}=${value}`); };
  say("view", state.view, start.view);
  say("colour", state.colour, start.colour);
  if (isNarrowed()) say("years", `${state.first}_${state.last}`);
  say("undated", String(state.undated), "true");
  for (const facet of facets) say(`only.${facet.name}`, listed(state.only[facet.name] || []));
  say("hidden", listed(state.hidden.map(nameOf)));
  if (state.near) say("near", listed([nameOf(state.near.id), String(state.near.depth)]));
  if (state.path) say("path", listed(state.path.map(nameOf)));
  say("open", listed(folds.filter((fold) => fold.open).map((fold) => drawnName(fold.id))));
  if (state.chosen) say(state.chosen.kind, listed((state.chosen.kind === "node" ? [state.chosen.id] : endsOfLine(state.chosen.id)).map(drawnName)));
  say("at", drawnView(), homeView);
  return said.join("&");
}

// The names and values of an address; what cannot be read is passed over.
function readHash(hash) {
  const found = new Map();
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const [, name, value] = /^([a-zA-Z.]{1,20})=(.+)$/.exec(pair) || [];
    try {
      if (name) found.set(name, value.split("~").map(decodeURIComponent));
    } catch { /* a broken "%": this part says nothing */ }
  }
  return found;
}

function numbersIn(words, pattern) {
  const all = pattern.test(words) ? words.split("_").map(Number) : [];
  return all.every(Number.isFinite) ? all : [];
}

// Choices as an address gives them; `missing` is called for each thing or value that is not in this map.
function stateOf(found, missing) {
  const wanted = JSON.parse(START), one = (name) => (found.get(name) || [""])[0];
  const known = (name, find) => (found.get(name) || []).map((words) => find(words) ?? missing()).filter((id) => id !== undefined);
  if (one("view") === "table" || (one("view") === "world" && data.nodes.some((node) => node.place))) wanted.view = one("view");
  if (one("colour") === "community" && data.nodes.some((node) => node.community)) wanted.colour = "community";
  const [first, last] = numbersIn(one("years"), /^-?\d{1,5}_-?\d{1,5}$/);
  if (YEARS && first <= last) [wanted.first, wanted.last] = [first, last].map((year) => Math.min(Math.max(year, YEARS[0]), YEARS[1]));
  wanted.undated = one("undated") !== "false";
  for (const facet of facets.filter(({ name }) => found.has(`only.${name}`))) {
    const values = new Set(data.ties.flatMap((_, id) => valuesOf(facet, id)));
    wanted.only[facet.name] = known(`only.${facet.name}`, (words) => (values.has(words) ? words : null));
  }
  wanted.hidden = [...new Set(known("hidden", idOf))];
  const depth = Number((found.get("near") || [])[1]), near = found.has("near") ? idOf(one("near")) ?? missing() : undefined;
  if (near !== undefined && DEPTHS.includes(depth)) wanted.near = { id: near, depth };
  const path = known("path", idOf).slice(0, 2);
  if (path.length && path.length === found.get("path").length) wanted.path = path;
  return wanted;
}

function chosenOf(found, missing) {
  const kind = ["node", "line"].find((name) => found.has(name));
  if (!kind) return null;
  const drawn = found.get(kind).map(drawnId);
  if (drawn.length !== (kind === "node" ? 1 : 2) || drawn.includes(null)) return missing() ?? null;
  if (kind === "node") return { kind, id: drawn[0] };
  const key = lineKey({ from: drawn[0], to: drawn[1] }), id = drawn.some(isFold) ? key : lineAt.get(key);
  return shownLines.has(id) || lines[id] ? { kind, id } : missing() ?? null;
}

// Brings the map to what an address says, all at once; nothing is kept of what was seen before.
function restoreLink(hash) {
  if (hash.length > LONGEST_LINK) return tell(`This link is longer than ${LONGEST_LINK} characters and was not read.`);
  const found = readHash(hash);
  let count = 0;
  const missing = () => { count += 1; };
  change(stateOf(found, missing));
  const open = new Set((found.get("open") || []).map((name) => drawnId(name) ?? missing()));
  setOpen(folds.filter((fold) => !open.has(fold.id)), false);
  setOpen(folds.filter((fold) => open.has(fold.id)), true);
  const chosen = chosenOf(found, missing);
  if (chosen) select(chosen.kind, chosen.id, false);
  else { network.unselectAll(); showNothing(); }
  const seen = found.get("at") || (state.view === "network" ? [homeView] : [""]);
  const [scale, x, y] = numbersIn(seen[0], /^\d{0,4}(\.\d{1,12})?_-?\d{1,7}_-?\d{1,7}$/);
  if (scale > 0.001 && scale < 100) network.moveTo({ scale, position: { x, y }, animation: false });
  return tell(count ? `${counted(count, "thing")} of this link ${count === 1 ? "is" : "are"} not in this map.` : "");
}

function tell(words) {
  taken.textContent = words;
}

// Where the drawing stands as it opens; a change of the window's size moves it along.
let homeView = drawnView(), atHome = true, wasResized = false;
let linkWritten = "", linkTimer = null;
function writeLink() {
  linkTimer = null;
  const now = hashNow();
  if (now === linkWritten || now.length > LONGEST_LINK) return;
  linkWritten = now;
  try {
    history.replaceState(null, "", now ? `#${now}` : location.href.split("#")[0]);
  } catch { /* A frame without an address of its own: the button still gives the link. */ }
}

function linkLater() {
  if (linkTimer === null) linkTimer = setTimeout(writeLink, LINK_PAUSE);
}

function copyLink() {
  const now = hashNow();
  if (now.length > LONGEST_LINK) return tell(`So many choices make a link of ${now.length} characters; the longest that opens has ${LONGEST_LINK}.`);
  const address = location.protocol === "about:" ? "" : location.href.split("#")[0];
  return copy(now ? `${address}#${now}` : address, taken, takenText);
}

network.on("resize", () => { wasResized = true; });
network.on("afterDrawing", () => {
  if (wasResized && atHome) homeView = drawnView();
  [wasResized, atHome] = [false, drawnView() === homeView];
  linkLater();
});
onChange(linkLater);
addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== linkWritten) restoreLink(location.hash);
});
if (location.hash.length > 1) restoreLink(location.hash);
