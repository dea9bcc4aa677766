// The drawing itself.
let shownLines = linesNow();
let shownSpots = spotsNow();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function dashes(line) {
  const ties = line.ties.map((id) => data.ties[id]);
  if (!ties.some((tie) => tie.actual)) return [9, 6];
  return ties.every((tie) => tie.derived) ? [2, 4] : false;
}

function looks() {
  const [accent, edge] = ["accent", "edge"].map(colour);
  const groups = {};
  for (const [kind, shape] of Object.entries(data.shapes)) {
    const fill = { background: colour(kind), border: edge };
    groups[kind] = { shape, color: { ...fill, highlight: { ...fill, border: accent }, hover: fill } };
  }
  return {
    groups,
    nodes: { borderWidth: 1.2, borderWidthSelected: 4 },
    edges: { smooth: false, color: { color: colour("line"), highlight: accent, hover: accent }, selectionWidth: 2, hoverWidth: 1 },
  };
}

function nodeOf([id, spot]) {
  const item = items[id], folded = isFold(id);
  return { id, ...spot, group: item.kind, size: item.size, borderWidth: folded && !item.open ? 2 : 1.2,
    shapeProperties: { borderDashes: item.unheld || item.open ? [3, 2] : false } };
}

// Of many lines at once, those of one tie are thin.
function widthOf(line) {
  if (folds.length) return Math.min(0.6 + Math.log2(line.ties.length), 7);
  const claims = new Set(line.ties.flatMap((tie) => data.ties[tie].claims));
  return Math.min(2 + Math.log2(claims.size || 1), 7);
}

// Where much is drawn, lines of few ties are faint; beside an unfolded group, all that do not lead
// into one are.
function opacityOf(line) {
  const ends = [line.from, line.to].map((id) => foldOf.get(id));
  if (folds.some((fold) => fold.open)) return ends.some((fold) => fold && fold.open) ? 0.8 : 0.1;
  return line.ties.length < 3 ? 0.15 : Math.min(0.25 + line.ties.length / 25, 1);
}

// Faint is the line's colour alone, not that of the selected.
function edgesNow() {
  const [plain, accent] = ["line", "accent"].map(colour);
  const faint = (line) => plain + Math.round(255 * opacityOf(line)).toString(16).padStart(2, "0");
  return [...shownLines].map(([id, line]) => ({
    id, from: line.from, to: line.to, dashes: dashes(line), width: widthOf(line),
    ...(folds.length ? { color: { color: faint(line), highlight: accent, hover: accent } } : {}),
  }));
}

const nodes = new vis.DataSet([...shownSpots.spots].map(nodeOf));
const edges = new vis.DataSet(edgesNow());
const network = new vis.Network(document.getElementById("drawing"), { nodes, edges }, {
  ...looks(), physics: false, layout: { improvedLayout: false },
  interaction: { hover: true, dragNodes: true, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e9 },
});
const drawing = document.querySelector("#drawing .vis-network");
drawing.setAttribute("role", "application");
drawing.setAttribute("aria-label", "Drawing of the map. Arrow keys move it, the buttons above zoom. The tables below hold the same things and ties.");

// Draws what is folded or unfolded now: what has gone goes, what is new comes, the rest moves.
function redrawn(set, now) {
  const kept = new Set(now.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(now);
}

function setOpen(wanted, open) {
  network.unselectAll();
  wanted.forEach((fold) => { fold.open = open; });
  shownLines = linesNow();
  shownSpots = spotsNow();
  redrawn(edges, []);
  redrawn(nodes, [...shownSpots.spots].map(nodeOf));
  redrawn(edges, edgesNow());
  sayShown();
}

// Unfolds or folds a group and brings the drawing there.
function toggle(fold) {
  setOpen([fold], !fold.open);
  if (!fold.open) return network.fit({ animation: false });
  const across = 2 * (fold.radius + HANDLE), scale = Math.min(drawing.clientWidth, drawing.clientHeight) / across;
  return network.moveTo({ position: shownSpots.middles.get(fold.id), scale: Math.min(scale, 1.2), animation: false });
}

function sayShown() {
  if (!folds.length) return;
  const open = folds.filter((fold) => fold.open).length;
  const drawnTies = [...shownLines.values()].reduce((sum, line) => sum + line.ties.length, 0);
  document.getElementById("shown").textContent = `Drawn now: ${folds.length - open} folded groups and `
    + `${shownSpots.spots.size - folds.length} things, ${shownLines.size} lines for ${drawnTies} ties; `
    + `${data.ties.length - drawnTies} ties run inside folded groups.`;
  document.getElementById("fold-all").disabled = !open;
}

// `kind` is "node" or "line"; `follow` brings the drawing there and the focus to the panel. What is
// folded away is unfolded; of a line that is merged into another one, that other one is marked.
function select(kind, id, follow) {
  let around;
  if (kind === "node") {
    if (shownAs(id) !== id) setOpen([foldOf.get(id)], true);
    network.selectNodes([id]);
    if (isFold(id)) showFold(items[id]);
    else showNode(id);
    around = [id, ...network.getConnectedNodes(id)];
  } else {
    const line = shownLines.get(id) || lines[id], folded = foldOf.get(line.from);
    if (shownAs(line.from) === shownAs(line.to)) setOpen([folded], true);
    around = [shownAs(line.from), shownAs(line.to)];
    network.setSelection({ nodes: [], edges: [shownLines.has(id) ? id : lineKey({ from: around[0], to: around[1] })] });
    showLine(line);
  }
  panel.scrollTop = 0;
  if (follow) {
    network.fit({ nodes: around, maxZoomLevel: 1.2, animation: false });
    panel.focus({ preventScroll: true });
  }
  if (panel.getBoundingClientRect().top > innerHeight - 80 || follow) panel.scrollIntoView({ block: "nearest" });
}

network.on("click", (event) => {
  if (event.nodes.length && isFold(event.nodes[0])) toggle(items[event.nodes[0]]);
  if (event.nodes.length) select("node", event.nodes[0], false);
  else if (event.edges.length) select("line", event.edges[0], false);
  else showNothing();
});
const pointing = (cursor) => () => { drawing.style.cursor = cursor; };
for (const what of ["Node", "Edge"]) {
  network.on(`hover${what}`, pointing("pointer"));
  network.on(`blur${what}`, pointing("default"));
}

const zoom = (factor) => () => network.moveTo({ scale: network.getScale() * factor });
document.getElementById("closer").addEventListener("click", zoom(1.4));
document.getElementById("further").addEventListener("click", zoom(1 / 1.4));
document.getElementById("whole").addEventListener("click", () => network.fit({ animation: false }));
if (folds.length) document.getElementById("fold-all").addEventListener("click", () => {
  setOpen(folds, false);
  network.fit({ animation: false });
  showNothing();
});
// An unfolded group's things stand within a ring.
network.on("beforeDrawing", (context) => {
  for (const [id, middle] of shownSpots.middles) {
    context.beginPath();
    context.arc(middle.x, middle.y, items[id].radius, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: colour("sheet"), strokeStyle: colour("line"), lineWidth: 2 / network.getScale() });
    context.fill();
    context.stroke();
  }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  network.setOptions(looks());
  redrawn(edges, edgesNow());
});
sayShown();
showNothing();
