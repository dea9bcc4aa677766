// Which things are drawn, where, and which lines join what is drawn. Without groups that is every
// thing where it stands, and one line for all ties between two things. On the world nothing is
// folded: each thing that has a place is drawn there for itself.
let viewDrawn = "network";
const inWorld = () => viewDrawn === "world";
const foldOf = new Map(folds.flatMap((fold) => fold.members.map((id) => [id, fold])));
const loose = items.map((_, id) => id).filter((id) => !foldOf.has(id));
const HANDLE = 40;

const lines = [];
const lineAt = new Map();
data.ties.forEach((tie, id) => {
  const key = lineKey(tie);
  if (!lineAt.has(key)) {
    lineAt.set(key, lines.length);
    lines.push({ from: tie.from, to: tie.to, ties: [] });
  }
  lines[lineAt.get(key)].ties.push(id);
});

function lineKey(tie) {
  return tie.from < tie.to ? `${tie.from} ${tie.to}` : `${tie.to} ${tie.from}`;
}

function lineOf(tie) {
  return lineAt.get(lineKey(tie));
}

function isFold(id) {
  return id >= data.nodes.length;
}

// What stands for a thing on the drawing: itself, or the group it is folded into.
function shownAs(id) {
  const fold = foldOf.get(id);
  return fold && !fold.open && !inWorld() ? fold.id : id;
}

// Where all that is drawn stands, and the middle of each unfolded group. A group that unfolds moves
// all else away from its middle by its radius: no two come nearer to each other by that.
function spotsNow() {
  if (inWorld()) {
    const placed = data.nodes.map((node, id) => [id, node.place]).filter(([, place]) => place);
    return { spots: new Map(placed.map(([id, place]) => [id, { ...place }])), middles: new Map() };
  }
  const spots = new Map(loose.map((id) => [id, { x: items[id].x, y: items[id].y }]));
  for (const fold of folds.filter((one) => one.open)) {
    const middle = spots.get(fold.id);
    for (const [id, spot] of spots) {
      const [x, y] = [spot.x - middle.x, spot.y - middle.y], far = Math.hypot(x, y);
      const reach = (fold.radius + HANDLE) / far;
      if (id !== fold.id && far) spots.set(id, { x: Math.round(spot.x + x * reach), y: Math.round(spot.y + y * reach) });
    }
  }
  const middles = new Map();
  for (const fold of folds.filter((one) => one.open)) {
    const middle = spots.get(fold.id);
    middles.set(fold.id, middle);
    fold.members.forEach((id) => spots.set(id, { x: middle.x + items[id].x, y: middle.y + items[id].y }));
    spots.set(fold.id, { x: middle.x, y: middle.y - fold.radius });
  }
  return { spots, middles };
}

// The lines between what is drawn, of the ties that are shown. A line that a group ends is the merger
// of all its things' lines and goes by its ends; another one by its number. Ties within a folded group
// are not drawn.
function linesNow() {
  const now = new Map();
  lines.forEach((line, id) => {
    const from = shownAs(line.from), to = shownAs(line.to);
    const ties = shown.restricted ? line.ties.filter((tie) => shown.ties[tie]) : line.ties;
    if (from === to || !ties.length || !isPlaced(line)) return;
    if (from === line.from && to === line.to) {
      now.set(id, { ...line, ties });
      return;
    }
    const key = lineKey({ from, to });
    if (!now.has(key)) now.set(key, { from, to, ties: [] });
    now.get(key).ties.push(...ties);
  });
  return now;
}

function isPlaced(line) {
  return !inWorld() || Boolean(data.nodes[line.from].place && data.nodes[line.to].place);
}

// Whether something is drawn: a thing that is shown, or a group with such a thing in it.
function isDrawn(id) {
  return isFold(id) ? items[id].members.some((member) => shown.nodes[member]) : shown.nodes[id];
}

// How lines look. Of the weights that the network gives to tied pairs, a line's is the share of its
// ties that are shown; where it gives none, claims are counted, and of groups and their like, ties.
const strengths = new Map(packed.strengths.map(([from, to, weight]) => [lineAt.get(lineKey({ from, to })), weight]));
const strongest = Math.max(0, ...new Set(strengths.values()));
// Above so many lines those of little weight are faint, thin ones are left out while all moves.
const CROWD = 600, MOVING = 1000;

function dashes(line) {
  const ties = line.ties.map((id) => data.ties[id]);
  if (!ties.some((tie) => tie.actual)) return [9, 6];
  return ties.every((tie) => tie.derived) ? [2, 4] : false;
}

function widthOf(id, line) {
  if (strengths.has(id)) return 1 + 6 * strengths.get(id) / strongest * line.ties.length / lines[id].ties.length;
  if (folds.length) return Math.min(0.6 + Math.log2(line.ties.length), 7);
  const claims = new Set(line.ties.flatMap((tie) => data.ties[tie].claims));
  return Math.min(2 + Math.log2(claims.size || 1), 7);
}

// Where much is drawn, lines of little weight are faint; beside an unfolded group, all that do not
// lead into one are; `into` is how many do.
const leadsIn = (line) => [line.from, line.to].some((id) => foldOf.has(id) && foldOf.get(id).open);
function opacityOf(line, width, into) {
  const crowded = shownLines.size > CROWD, faintest = Math.min(1, CROWD / shownLines.size / 2);
  const weighed = crowded ? faintest + (1 - faintest) * Math.min((width - 1) / 6, 1) ** 2 : 1;
  if (inWorld() || !folds.length) return weighed;
  if (!folds.some((fold) => fold.open)) return line.ties.length < 3 ? 0.15 : Math.min(0.25 + line.ties.length / 25, 1);
  if (!leadsIn(line)) return 0.1;
  return into > CROWD ? Math.min(Math.max(weighed, 0.25), 0.8) : 0.8;
}

// Width and dashes of a line; of one with all its ties they are found once.
const wholeLooks = new Map();
function plainLook(id, line) {
  const whole = lines[id] && line.ties.length === lines[id].ties.length;
  if (whole && wholeLooks.has(id)) return wholeLooks.get(id);
  const look = [widthOf(id, line), dashes(line)];
  if (whole) wholeLooks.set(id, look);
  return look;
}

// The lines with their looks, the weighty ones last, so that they lie above.
function strokesNow() {
  const into = [...shownLines.values()].filter(leadsIn).length;
  const strokes = [...shownLines].map(([id, line]) => {
    const [width, dashed] = plainLook(id, line);
    const look = { width: Math.round(4 * width) / 4, alpha: Math.max(Math.round(20 * opacityOf(line, width, into)) / 20, 0.05), dashes: dashed };
    return { id, from: line.from, to: line.to, ...look, order: 100 * look.width + 10 * look.alpha + (dashed ? dashed[0] / 100 : 0) };
  });
  return strokes.sort((a, b) => a.order - b.order);
}

function setOpen(wanted, open) {
  moved.clear();
  wanted.forEach((fold) => { fold.open = open; });
  rearrange();
}

// Unfolds or folds a group and brings the drawing there; on the world nothing is folded.
function toggle(fold) {
  if (inWorld()) change({ view: "network" });
  setOpen([fold], !fold.open);
  if (!fold.open) return wholeMap();
  const across = 2 * (fold.radius + HANDLE), scale = Math.min(drawing.clientWidth, drawing.clientHeight) / across;
  return network.moveTo({ position: shownSpots.middles.get(fold.id), scale: Math.min(scale, 1.2), animation: false });
}

function sayShown() {
  if (!folds.length) return;
  const open = folds.filter((fold) => fold.open).length, drawnThings = [...present].filter((id) => !isFold(id)).length;
  const closed = folds.filter((fold) => !fold.open && present.has(fold.id)).length;
  const drawnTies = [...shownLines.values()].reduce((sum, line) => sum + line.ties.length, 0);
  document.getElementById("shown").textContent = inWorld() ? "On the world nothing is folded."
    : `Drawn now: ${counted(closed, "folded group")} and ${counted(drawnThings, "thing")}, ${counted(shownLines.size, "line")} `
    + `for ${counted(drawnTies, "tie")}; ${counted(shown.tieCount - drawnTies, "tie")} inside folded groups.`;
  document.getElementById("fold-all").disabled = !open || inWorld();
}

// How many of a group's things are shown.
function shownWithin(fold) {
  return fold.members.filter((id) => shown.nodes[id]).length;
}

// The rows of a name; a group's ends in the number of its things, and of those that are shown.
function rowsOfName(id) {
  const rows = items[id].lines, left = isFold(id) && shown.restricted ? shownWithin(items[id]) : null;
  if (left === null || rows.length < 2 || left === items[id].members.length) return rows;
  return [...rows.slice(0, -1), `${left} of ${rows[rows.length - 1]}`];
}

// The line that is drawn for one: itself, or that into which it is merged.
function drawnLine(id) {
  return shownLines.has(id) || !lines[id] ? id : lineKey({ from: shownAs(lines[id].from), to: shownAs(lines[id].to) });
}

// What is drawn and tied to a thing, by name.
function neighbours(id) {
  const ends = [...shownLines.values()].filter((line) => line.from === id || line.to === id);
  return [...new Set(ends.map((line) => (line.from === id ? line.to : line.from)))].filter((end) => present.has(end))
    .sort((a, b) => (items[a].label[0] < items[b].label[0] ? -1 : 1));
}

function foldButton(fold) {
  const act = () => { toggle(fold); select("node", fold.id, false); panel.focus({ preventScroll: true }); };
  return el("button", { type: "button", class: "fold", "aria-expanded": String(fold.open), click: act },
    fold.open ? "Fold " : "Unfold ", named(fold.label), fold.open ? " again" : "");
}

// A group: how to unfold it, what it is tied to, and all that is in it by name.
function showFold(fold) {
  const inside = new Set(fold.members), own = [...linesNow()].filter(([, line]) => line.from === fold.id || line.to === fold.id);
  const inner = data.ties.filter((tie, id) => shown.ties[id] && inside.has(tie.from) && inside.has(tie.to)).length;
  const left = shownWithin(fold), all = left === fold.members.length ? "" : `, ${left} of them shown`;
  const rows = own.sort((a, b) => b[1].ties.length - a[1].ties.length).map(([id, line]) => el("li", {},
    el("button", { type: "button", click: () => select("line", id, true) },
      named(items[line.from === fold.id ? line.to : line.from].label)), ` ${counted(line.ties.length, "tie")}`));
  const told = shown;
  refresh = () => { if (shown !== told) showFold(fold); };
  panel.replaceChildren(
    el("h2", {}, named(fold.label)),
    el("p", { class: "quiet" }, `A group of ${counted(fold.members.length, "thing")}${all}, ${fold.open ? "unfolded" : "folded"}; ${counted(inner, "tie")} inside it.`),
    el("p", {}, foldButton(fold)),
    ...(fold.open ? [] : [el("h3", {}, "Ties to others"), el("ul", { class: "plain" }, rows)]),
    el("h3", {}, "Things in it"),
    el("ul", { class: "plain" }, fold.members.map((id) => el("li", {}, nodeButton(id), " ",
      el("span", { class: "quiet" }, named(data.nodes[id].type), shown.nodes[id] ? "" : " (left out by your choices)")))));
}

// The groups by name, as a way to each of them from the keyboard.
function foldList() {
  if (!folds.length) return [];
  const rows = [...folds].sort((a, b) => b.members.length - a.members.length || a.id - b.id).map((fold) => el("li", {},
    el("button", { type: "button", click: () => select("node", fold.id, true) }, named(fold.label)),
    ` ${counted(fold.members.length, "thing")}`));
  return [el("h3", {}, counted(folds.length, "folded group")),
    el("p", { class: "quiet" }, "Click a group on the map to unfold it, and again to fold it; or open one here."),
    el("ul", { class: "plain" }, rows)];
}
