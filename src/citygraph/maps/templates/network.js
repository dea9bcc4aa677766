// The drawing itself: one line for all ties between two things.
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

const nodes = new vis.DataSet(data.nodes.map((node, id) => ({
  id, x: node.x, y: node.y, group: node.kind, size: node.size,
  shapeProperties: { borderDashes: node.unheld ? [3, 2] : false },
})));
const edges = new vis.DataSet(lines.map((line, id) => {
  const claims = new Set(line.ties.flatMap((tie) => data.ties[tie].claims));
  return { id, from: line.from, to: line.to, dashes: dashes(line), width: Math.min(2 + Math.log2(claims.size || 1), 7) };
}));
const network = new vis.Network(document.getElementById("drawing"), { nodes, edges }, {
  ...looks(), physics: false, layout: { improvedLayout: false },
  interaction: { hover: true, dragNodes: true, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e9 },
});
const drawing = document.querySelector("#drawing .vis-network");
drawing.setAttribute("role", "application");
drawing.setAttribute("aria-label", "Drawing of the map. Arrow keys move it, the buttons above zoom. The tables below hold the same things and ties.");

// `kind` is "node" or "line"; `follow` brings the drawing there and the focus to the panel.
function select(kind, id, follow) {
  if (kind === "node") {
    network.selectNodes([id]);
    showNode(id);
  } else {
    network.setSelection({ nodes: [], edges: [id] });
    showLine(lines[id]);
  }
  panel.scrollTop = 0;
  if (follow) {
    const around = kind === "node" ? [id, ...network.getConnectedNodes(id)] : [lines[id].from, lines[id].to];
    network.fit({ nodes: around, maxZoomLevel: 1.2, animation: false });
    panel.focus({ preventScroll: true });
  }
  if (panel.getBoundingClientRect().top > innerHeight - 80 || follow) panel.scrollIntoView({ block: "nearest" });
}

network.on("click", (event) => {
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
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.setOptions(looks()));
showNothing();
