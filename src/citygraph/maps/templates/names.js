// Names are drawn at one size on the screen, whatever the zoom, and only where they cover neither a
// thing nor another name; those of groups, of the things with most ties, or of what is chosen, go first.
const SIZE = 12.5, LEADING = 15, CELL = 5, TOGETHER = 60;
const byTies = items.map((_, id) => id).sort((a, b) => isFold(b) - isFold(a) || items[b].size - items[a].size || a - b);
const widths = new Map(), measuring = document.createElement("canvas").getContext("2d");
const FONT = `${SIZE}px system-ui, sans-serif`;

// Which parts of the screen are taken: one byte for each cell of a few pixels.
function room(width, height) {
  const columns = Math.ceil(width / CELL), rows = Math.ceil(height / CELL);
  const taken = new Uint8Array(columns * rows);
  const cells = (x, y, w, h, visit) => {
    if (x < 0 || y < 0 || x + w > width || y + h > height) return false;
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + h) / CELL) && row < rows; row += 1) {
      for (let column = Math.floor(x / CELL); column <= Math.floor((x + w) / CELL) && column < columns; column += 1) {
        if (!visit(row * columns + column)) return false;
      }
    }
    return true;
  };
  return {
    take: (...box) => cells(...box, (at) => { taken[at] = 1; return true; }),
    free: (...box) => cells(...box, (at) => !taken[at]),
  };
}

// Under, right of, left of, above a thing; then at its four corners.
function places(x, y, radius, w, h) {
  const gap = radius + 3, near = radius * 0.6 + 2;
  return [[x - w / 2, y + gap], [x + gap, y - h / 2], [x - gap - w, y - h / 2], [x - w / 2, y - gap - h],
    [x + near, y + near], [x - near - w, y + near], [x + near, y - near - h], [x - near - w, y - near - h]];
}

// A name as it stands, or only its beginning where there is no room for all of it.
function forms(rows) {
  return rows.length > 1 ? [rows, [rows[0].replace(/…?$/, "…")]] : [rows];
}

// Gives each thing a name where there is room; `first` are named whatever they cover.
function nameThings(things, first, width, height) {
  const space = room(width, height);
  for (const { x, y, size } of things) space.take(x - size + 2, y - size + 2, 2 * size - 4, 2 * size - 4);
  measuring.font = FONT;
  const wide = (words) => {
    if (!widths.has(words)) widths.set(words, measuring.measureText(words).width);
    return widths.get(words);
  };
  for (const thing of [...things.filter(({ id }) => first.has(id)), ...things.filter(({ id }) => !first.has(id))]) {
    for (const rows of forms(rowsOfName(thing.id))) {
      const h = rows.length * LEADING, w = Math.max(...rows.map(wide)), around = places(thing.x, thing.y, thing.ring || thing.size, w, h);
      const spot = around.find(([left, top]) => space.free(left, top, w, h)) || (first.has(thing.id) ? around[0] : null);
      if (!spot) continue;
      space.take(...spot, w, h);
      Object.assign(thing, { lines: rows, labelX: spot[0] + w / 2, labelY: spot[1] });
      break;
    }
  }
}

function screenAt(x, y) {
  const scale = network.getScale(), view = network.getViewPosition();
  return { x: (x - view.x) * scale + drawing.clientWidth / 2, y: (y - view.y) * scale + drawing.clientHeight / 2 };
}

// The same for a picture, with the land's outlines, each a list of [x, y]; none beside the world view.
function drawnNow() {
  return { ...scene(), land: inWorld() ? landOnScreen() : [] };
}

// Painting what `scene` gives: land, rings of unfolded groups, lines, things, names.
const star = [...Array(10).keys()].map((at) => [Math.sin(at * Math.PI / 5) * (at % 2 ? 0.52 : 1.25), -Math.cos(at * Math.PI / 5) * (at % 2 ? 0.52 : 1.25)]);
const CORNERS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]], diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  triangle: [[0, -1.15], [1.15, 0.9], [-1.15, 0.9]], triangleDown: [[0, 1.15], [1.15, -0.9], [-1.15, -0.9]],
  hexagon: [[-1.1, 0], [-0.55, -0.97], [0.55, -0.97], [1.1, 0], [0.55, 0.97], [-0.55, 0.97]], star,
};

function paintLand(context, scale) {
  context.save();
  context.translate(...Object.values(screenAt(0, 0)));
  context.scale(scale, scale);
  Object.assign(context, { fillStyle: colour("land"), strokeStyle: colour("rule"), lineWidth: 0.8 / scale });
  context.fill(land, "evenodd");
  context.stroke(land);
  context.restore();
}

// Lines of one look follow one another and are stroked together, some at a time: longer paths are slow.
function paintLines(context, all) {
  let look = "", number = 0;
  context.beginPath();
  for (const line of all) {
    const next = `${line.width} ${line.colour} ${line.alpha} ${line.dashes}`;
    if (next !== look || number === TOGETHER) {
      if (number) context.stroke();
      context.beginPath();
      Object.assign(context, { lineWidth: line.width, strokeStyle: line.colour, globalAlpha: line.alpha });
      context.setLineDash(line.dashes && !(moving && all.length > CROWD) ? line.dashes : []);
      [look, number] = [next, 0];
    }
    context.moveTo(line.x1, line.y1);
    if (line.cx === undefined) context.lineTo(line.x2, line.y2);
    else context.quadraticCurveTo(line.cx, line.cy, line.x2, line.y2);
    number += 1;
  }
  if (number) context.stroke();
}

function paintThing(context, { x, y, size, shape, fill, stroke, strokeWidth, dashes: dashed, ring, alpha }) {
  context.beginPath();
  if (CORNERS[shape]) CORNERS[shape].forEach(([dx, dy], at) => (at ? context.lineTo(x + dx * size, y + dy * size) : context.moveTo(x + dx * size, y + dy * size)));
  else context.arc(x, y, size, 0, 2 * Math.PI);
  context.closePath();
  Object.assign(context, { fillStyle: fill, strokeStyle: stroke, lineWidth: strokeWidth, globalAlpha: alpha });
  context.setLineDash(dashed || []);
  context.fill();
  context.stroke();
  if (!ring) return;
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, ring, 0, 2 * Math.PI);
  Object.assign(context, { strokeStyle: colour("ink"), lineWidth: 1.2 });
  context.stroke();
}

function paintName(context, { lines: rows, labelX, labelY, alpha }) {
  context.globalAlpha = alpha < 1 ? 0.5 : 1;
  for (const [at, words] of rows.entries()) {
    context.strokeText(words, labelX, labelY + at * LEADING);
    context.fillText(words, labelX, labelY + at * LEADING);
  }
}

function paintRing(context, { x, y, r }) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  Object.assign(context, { fillStyle: colour("sheet"), strokeStyle: colour("line"), lineWidth: 2 });
  context.fill();
  context.stroke();
}

network.on("beforeDrawing", (context) => {
  const scale = network.getScale(), origin = screenAt(0, 0), now = scene();
  context.save();
  // From the drawing's units to the screen's pixels.
  context.scale(1 / scale, 1 / scale);
  context.translate(-origin.x, -origin.y);
  if (inWorld()) paintLand(context, scale);
  now.rings.forEach((ring) => paintRing(context, ring));
  paintLines(context, now.lines);
  now.nodes.forEach((thing) => paintThing(context, thing));
  context.setLineDash([]);
  Object.assign(context, { font: FONT, textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3,
    strokeStyle: now.background, fillStyle: now.ink });
  now.nodes.forEach((thing) => paintName(context, thing));
  context.restore();
});
rearrange();
wholeMap();
showNothing();
