// The drawing itself: vis-network keeps the view and the things' places and carries gestures; what
// is on the screen, in pixels, is worked out here and painted by names.js.
const moved = new Map(), stood = new Map(), palette = new Map();
let shownLines = linesNow(), shownSpots = spotsNow(), strokes = [], present = new Set();
let marked = null, hovered = null, pointed = null, moving = false, rest = 0;
// Above so many lines or things not all is drawn while all moves; so near, in pixels, is a hit.
const MANY_LINES = 2000, MANY_THINGS = 150, NEAR = 6;

// Paints once, at the next frame, however much changes before it.
let painting = 0;
function paintSoon() {
  painting = painting || requestAnimationFrame(() => { painting = 0; network.redraw(); });
}

// A colour of the page's style, by its name.
function colour(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return palette.get(name);
}

// Things stand in vis-network without a look of their own: it drags them and knows where they are.
const nodes = new vis.DataSet([]);
const network = new vis.Network(document.getElementById("drawing"), { nodes, edges: [] }, {
  physics: false, layout: { improvedLayout: false },
  interaction: { hover: false, keyboard: false, tooltipDelay: 1e9 },
});
const drawing = document.querySelector("#drawing .vis-network");
drawing.tabIndex = 0;
drawing.setAttribute("role", "application");
drawing.setAttribute("aria-label", "Drawing of the map. Arrow keys move it, plus and minus zoom. N and P go through the things tied to what is chosen, or through all; Enter opens one, Escape lets go. The table view holds the same things and ties.");

// Brings the drawing to what is shown now; what stays keeps its spot and the view its place.
function redraw() {
  // Empty as long as things come and go, when vis-network may paint in between.
  strokes = [];
  shownLines = linesNow();
  const now = [...shownSpots.spots].filter(([id]) => isDrawn(id)), kept = new Set(now.map(([id]) => id));
  nodes.remove([...present].filter((id) => !kept.has(id)));
  const stays = ([id, { x, y }]) => present.has(id) && stood.get(id).x === x && stood.get(id).y === y;
  nodes.update(now.filter((one) => !stays(one)).map(([id, { x, y }]) => (present.has(id) ? { id, x, y }
    : { id, x, y, size: items[id].size, shape: "custom", ctxRenderer: () => ({}) })));
  now.forEach(([id, spot]) => stood.set(id, { ...spot }));
  present = kept;
  strokes = strokesNow();
  sayShown();
  sayUnplaced();
  paintSoon();
}

// As `redraw`, where all may stand elsewhere now: another view, or other groups unfolded.
function rearrange() {
  strokes = [];
  shownSpots = spotsNow();
  if (!inWorld()) moved.forEach((spot, id) => { if (shownSpots.spots.has(id)) shownSpots.spots.set(id, spot); });
  redraw();
}

function wholeMap() {
  if (inWorld()) wholeWorld();
  else network.fit({ animation: false });
}

// `kind` is "node" or "line"; `follow` brings the drawing there and the focus to the panel. What is
// folded away is unfolded, unless the reader's choices leave it out; of a line that is merged into another one, that other one is marked.
function select(kind, id, follow) {
  const line = kind === "line" ? shownLines.get(id) || lines[id] : null;
  const folded = line ? shownAs(line.from) === shownAs(line.to) && line.ties.some((tie) => shown.ties[tie])
    : shownAs(id) !== id && shown.nodes[id];
  if (folded) setOpen([foldOf.get(line ? line.from : id)], true);
  if (line) showLine(line);
  else if (isFold(id)) showFold(items[id]);
  else showNode(id);
  point(null);
  change({ chosen: { kind, id } });
  panel.scrollTop = 0;
  if (follow) {
    whenSeen(() => goTo(marked ? marked.nodeIds.map(shownAs) : line ? [shownAs(line.from), shownAs(line.to)] : [id, ...neighbours(id)]));
    panel.focus({ preventScroll: true });
  }
  // Beside the drawing it is in sight and nothing jumps; on a phone it stands below.
  const { top } = panel.getBoundingClientRect();
  if (top < 0 || top > innerHeight - (follow ? 240 : 80)) panel.scrollIntoView({ block: "start" });
}

function unselect() {
  point(null);
  change({ chosen: null });
  showNothing();
}

// Acts once the drawing is in sight again, if a table stands in its place.
let awaited = null;
function whenSeen(act) {
  awaited = drawing.clientWidth ? null : act;
  if (drawing.clientWidth) act();
}
network.on("resize", () => requestAnimationFrame(() => { if (awaited) whenSeen(awaited); }));

// Brings things into view, no nearer than `nearest`.
function goTo(ids, nearest = inWorld() ? 3 : 1.2) {
  const spots = ids.filter((id) => present.has(id)).map((id) => shownSpots.spots.get(id));
  if (!spots.length) return;
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((drawing.clientWidth - 80) / (right - left || 1), (drawing.clientHeight - 80) / (bottom - top || 1), nearest);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation: false });
}

// Emphasises these things and lines, as those of a path, and mutes all else; without any, clears that.
function mark(nodeIds = [], lineIds = []) {
  marked = nodeIds.length || lineIds.length ? { nodeIds, lineIds } : null;
  paintSoon();
}

// What stands out now: what is marked, chosen, pointed at, or under the mouse.
function emphasis() {
  const things = new Set(), drawnLines = new Set(), chosen = state.chosen;
  if (marked) {
    marked.nodeIds.forEach((id) => things.add(shownAs(id)));
    marked.lineIds.forEach((id) => drawnLines.add(drawnLine(id)));
  }
  if (chosen && chosen.kind === "node") {
    things.add(shownAs(chosen.id));
    if (!marked) shownLines.forEach((line, id) => { if (line.from === chosen.id || line.to === chosen.id) drawnLines.add(id); });
  }
  if (chosen && chosen.kind === "line") drawnLines.add(drawnLine(chosen.id));
  if (hovered && hovered.kind === "line") drawnLines.add(hovered.id);
  if (pointed !== null) things.add(pointed);
  // The ends of a chosen line are named first.
  const named = new Set(things);
  if (chosen && chosen.kind === "line" && shownLines.has(drawnLine(chosen.id))) {
    const line = shownLines.get(drawnLine(chosen.id));
    named.add(line.from).add(line.to);
  }
  return { things, lines: drawnLines, named };
}

// Where each thing is drawn, in pixels from the drawing's upper left corner.
function screenSpots() {
  const scale = network.getScale(), view = network.getViewPosition();
  const left = drawing.clientWidth / 2 - view.x * scale, top = drawing.clientHeight / 2 - view.y * scale;
  const spots = new Map();
  for (const [id, { x, y }] of shownSpots.spots) if (present.has(id)) spots.set(id, [left + x * scale, top + y * scale]);
  return spots;
}

function radiusOf(id, scale) {
  return inWorld() ? worldRadius(id) : Math.max(items[id].size * scale, 2);
}

function thingOnScreen(id, [x, y], scale, strong) {
  const item = items[id], [shape, fill] = lookOf(id), picked = strong.things.has(id);
  const size = radiusOf(id, scale), heavy = isFold(id) && !item.open ? 2.5 : 1.2;
  return { id, x, y, size, shape, fill: colour(fill), stroke: colour(picked ? "accent" : "edge"),
    strokeWidth: picked ? Math.max(2, Math.min(4, size / 2)) : Math.min(heavy, size / 2), dashes: item.unheld || item.open ? [3, 2] : false,
    ring: inWorld() && item.host ? size + 2.5 : 0, alpha: marked && !picked ? 0.25 : 1,
    name: item.label[0], lines: [], labelX: x, labelY: y };
}

function lineOnScreen(stroke, [x1, y1], [x2, y2], scale, strong) {
  const picked = strong.lines.has(stroke.id), width = stroke.width * (inWorld() ? 0.6 : Math.min(scale, 1.5));
  return { x1, y1, x2, y2, ...(inWorld() ? bend(x1, y1, x2, y2) : {}), dashes: stroke.dashes,
    width: Math.max(width, 0.5) + (picked ? 2 : 0), colour: colour(picked ? "accent" : "line"),
    alpha: picked ? 1 : marked ? 0.1 : stroke.alpha };
}

// What is on the screen now, as plain data in CSS pixels: lines and things in the order of painting,
// a line with `cx` and `cy` bends towards there (a quadratic curve), `lines` are those of a name, centred
// on `labelX` below `labelY`, none where it found no room; `ring` is the radius of a host's. While a large drawing moves, thin
// lines and names are left out.
function scene() {
  const width = drawing.clientWidth, height = drawing.clientHeight, scale = network.getScale(), strong = emphasis();
  const spots = screenSpots(), few = moving && strokes.length > MANY_LINES ? strokes.slice(-MOVING) : strokes;
  const inSight = (a, b) => Math.max(a[0], b[0]) > -99 && Math.min(a[0], b[0]) < width + 99 && Math.max(a[1], b[1]) > -99 && Math.min(a[1], b[1]) < height + 99;
  const first = few.filter((stroke) => !strong.lines.has(stroke.id)), last = strokes.filter((stroke) => strong.lines.has(stroke.id));
  const drawnLines = [...first, ...last].filter((stroke) => inSight(spots.get(stroke.from), spots.get(stroke.to)))
    .map((stroke) => lineOnScreen(stroke, spots.get(stroke.from), spots.get(stroke.to), scale, strong));
  const things = byTies.filter((id) => spots.has(id) && inSight(spots.get(id), spots.get(id)))
    .map((id) => thingOnScreen(id, spots.get(id), scale, strong));
  if (!moving || things.length <= MANY_THINGS) nameThings(things, strong.named, width, height);
  const middles = [...shownSpots.middles].map(([id, { x, y }]) => ({ ...screenAt(x, y), r: items[id].radius * scale }));
  return { width, height, background: colour("paper"), ink: colour("ink"), rings: middles, lines: drawnLines, nodes: things };
}

// The mouse and fingers: things lie above lines; places that lie on one another are listed.
function slackOf(event) {
  return event.event && event.event.pointerType === "touch" ? 2.5 * NEAR : NEAR;
}

network.on("click", (event) => {
  const { x, y } = event.pointer.DOM, hits = thingsAt(x, y, slackOf(event) / 3);
  const line = hits.length ? null : lineNear(x, y, slackOf(event));
  if (inWorld() && hits.length > 1) showPile(hits);
  else if (hits.length) {
    if (isFold(hits[0])) toggle(items[hits[0]]);
    select("node", hits[0], false);
  } else if (line !== null) select("line", line, false);
  else unselect();
});
drawing.addEventListener("mousemove", (event) => {
  if (moving || event.buttons) return;
  const box = drawing.getBoundingClientRect(), [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const [thing] = thingsAt(x, y, NEAR / 3), line = thing === undefined ? lineNear(x, y, NEAR) : null;
  const before = hovered && hovered.id;
  hovered = line === null ? null : { kind: "line", id: line };
  drawing.style.cursor = thing === undefined && line === null ? "default" : "pointer";
  if (before !== (hovered && hovered.id) && strokes.length <= MANY_LINES) paintSoon();
});

// While a large drawing moves less is painted, all of it once it rests.
function moves() {
  moving = true;
  clearTimeout(rest);
  rest = setTimeout(rests, 200);
}

function rests() {
  clearTimeout(rest);
  moving = false;
  paintSoon();
}
network.on("dragStart", () => { moving = true; clearTimeout(rest); });
// "dragging" comes before a thing moves, so its last step is seen at the end.
function follow({ nodes: dragged }) {
  if (!inWorld()) dragged.forEach((id) => { moved.set(id, network.getPosition(id)); shownSpots.spots.set(id, moved.get(id)); });
}
network.on("dragging", follow);
network.on("dragEnd", (event) => { follow(event); rests(); });
network.on("zoom", moves);

// The keyboard.
const pointing = el("p", { class: "quiet", role: "status" });
document.getElementById("drawing").after(pointing);
function point(id) {
  pointed = id;
  pointing.textContent = "";
  if (id !== null) pointing.append("Pointed at: ", named(items[id].label), ". Enter opens it.");
}

// The thing that follows the one pointed at, of those tied to what is chosen, or else of all.
function step(by) {
  const chosen = state.chosen && state.chosen.kind === "node" ? shownAs(state.chosen.id) : null;
  const near = chosen === null ? [] : neighbours(chosen), walk = near.length ? near : byTies.filter((id) => present.has(id));
  const at = walk.indexOf(pointed);
  if (walk.length) point(walk[at < 0 ? (by > 0 ? 0 : walk.length - 1) : (at + by + walk.length) % walk.length]);
}

function zoomBy(factor) {
  moves();
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

function moveBy(across, down) {
  const { x, y } = network.getViewPosition(), scale = network.getScale();
  moves();
  network.moveTo({ position: { x: x + across / scale, y: y + down / scale }, animation: false });
}
const KEYS = {
  ArrowLeft: () => moveBy(-40, 0), ArrowRight: () => moveBy(40, 0), ArrowUp: () => moveBy(0, -40), ArrowDown: () => moveBy(0, 40),
  "+": () => zoomBy(1.2), "=": () => zoomBy(1.2), "-": () => zoomBy(1 / 1.2), n: () => step(1), p: () => step(-1), Escape: unselect,
  Enter: () => { if (pointed !== null) select("node", pointed, true); else if (state.chosen) panel.focus(); },
};
drawing.addEventListener("keydown", (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  KEYS[event.key]();
  paintSoon();
});

document.getElementById("closer").addEventListener("click", () => zoomBy(1.4));
document.getElementById("further").addEventListener("click", () => zoomBy(1 / 1.4));
document.getElementById("whole").addEventListener("click", wholeMap);
if (folds.length) document.getElementById("fold-all").addEventListener("click", () => {
  setOpen(folds, false);
  wholeMap();
  unselect();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { palette.clear(); paintSoon(); });

// Each view is found again as it was left.
const views = new Map();
function turnTo(view) {
  views.set(viewDrawn, { position: network.getViewPosition(), scale: network.getScale() });
  viewDrawn = view;
  document.getElementById("drawing").classList.toggle("world", inWorld());
  rearrange();
  network.setOptions({ interaction: { dragNodes: !inWorld() } });
  if (views.has(view)) network.moveTo({ ...views.get(view), animation: false });
  else whenSeen(wholeMap);
}
onChange((names) => {
  const view = state.view === "world" && hasWorld ? "world" : "network";
  if (names.includes("view") && state.view !== "table" && view !== viewDrawn) turnTo(view);
  else if (names.some((name) => !["view", "path", "chosen", "colour"].includes(name))) redraw();
  else paintSoon();
  if (names.includes("colour") || names.includes("view")) writeLegend();
});
