// Folding: which things are drawn, where, and which lines join what is drawn. Without groups that
// is every thing where it stands, and one line for all ties between two things.
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
  return fold && !fold.open ? fold.id : id;
}

// Where all that is drawn stands, and the middle of each unfolded group. A group that unfolds moves
// all else away from its middle by its radius: no two come nearer to each other by that.
function spotsNow() {
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

// The lines between what is drawn. A line that a group ends is the merger of all its things' lines
// and goes by its ends; another one by its number. Ties within a folded group are not drawn.
function linesNow() {
  const now = new Map();
  lines.forEach((line, id) => {
    const from = shownAs(line.from), to = shownAs(line.to);
    if (from === to) return;
    if (from === line.from && to === line.to) {
      now.set(id, line);
      return;
    }
    const key = lineKey({ from, to });
    if (!now.has(key)) now.set(key, { from, to, ties: [] });
    now.get(key).ties.push(...line.ties);
  });
  return now;
}
