// Names are drawn at one size on the screen, whatever the zoom, and only where they cover neither a
// thing nor another name; those of groups, of the things with most ties, or of what is selected, go first.
const SIZE = 12.5, LEADING = 15, CELL = 5;
const byTies = items.map((_, id) => id).sort((a, b) => isFold(b) - isFold(a) || items[b].size - items[a].size || a - b);
const widths = new Map();

// What is selected: a thing, or a line's two ends. Their names are drawn whatever they cover.
function selected() {
  const picked = network.getSelectedNodes();
  if (picked.length) return new Set(picked);
  return new Set(network.getSelectedEdges().filter((id) => shownLines.has(id)).flatMap((id) => [shownLines.get(id).from, shownLines.get(id).to]));
}

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

function letter(context, rows, x, y) {
  for (const [at, words] of rows.entries()) {
    context.strokeText(words, x, y + at * LEADING);
    context.fillText(words, x, y + at * LEADING);
  }
}

network.on("afterDrawing", (context) => {
  const scale = network.getScale(), view = network.getViewPosition(), spots = network.getPositions();
  const width = drawing.clientWidth, height = drawing.clientHeight, space = room(width, height);
  const screen = (id) => [(spots[id].x - view.x) * scale + width / 2, (spots[id].y - view.y) * scale + height / 2];
  const present = byTies.filter((id) => spots[id]);
  for (const id of present) {
    const [x, y] = screen(id), radius = items[id].size * scale;
    space.take(x - radius + 2, y - radius + 2, 2 * radius - 4, 2 * radius - 4);
  }
  context.save();
  // From the drawing's units to the screen's, so that sizes are pixels.
  context.scale(1 / scale, 1 / scale);
  context.translate(-(width / 2 - view.x * scale), -(height / 2 - view.y * scale));
  Object.assign(context, { font: `${SIZE}px system-ui, sans-serif`, textAlign: "center", textBaseline: "top",
    lineJoin: "round", lineWidth: 3, strokeStyle: colour("paper"), fillStyle: colour("ink") });
  const widthOf = (words) => {
    if (!widths.has(words)) widths.set(words, context.measureText(words).width);
    return widths.get(words);
  };
  const picked = selected();
  for (const id of new Set([...picked, ...present])) {
    const [x, y] = screen(id), radius = items[id].size * scale;
    for (const rows of forms(items[id].lines)) {
      const h = rows.length * LEADING, w = Math.max(...rows.map(widthOf)), around = places(x, y, radius, w, h);
      const spot = around.find(([left, top]) => space.free(left, top, w, h)) || (picked.has(id) ? around[0] : null);
      if (!spot) continue;
      space.take(...spot, w, h);
      letter(context, rows, spot[0] + w / 2, spot[1]);
      break;
    }
  }
  context.restore();
});
network.redraw();
