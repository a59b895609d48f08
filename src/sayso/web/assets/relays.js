// Who relays whom, as a graph whose parties can be focused and opened.

const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes, ...inside) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function short(name) {
  const letters = [...name];
  return letters.length > 34 ? `${letters.slice(0, 33).join("")}…` : name;
}

function layout(graph, measure) {
  const laid = new dagre.graphlib.Graph();
  laid.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 56, marginx: 6, marginy: 6 });
  laid.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) laid.setNode(node.id, { width: measure(short(node.name)) + 28, height: 46, node });
  for (const edge of graph.edges) laid.setEdge(edge.source, edge.target, { edge });
  dagre.layout(laid);
  return laid;
}

function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i + 1 < rest.length; i += 1) {
    const end = i + 2 < rest.length ? { x: (rest[i].x + rest[i + 1].x) / 2, y: (rest[i].y + rest[i + 1].y) / 2 } : rest[i + 1];
    path += `Q${rest[i].x} ${rest[i].y} ${end.x} ${end.y}`;
  }
  return rest.length === 1 ? `${path}L${rest[0].x} ${rest[0].y}` : path;
}

function said(node) {
  const parts = [];
  if (node.began) parts.push(`begins ${node.began}`);
  if (node.passed) parts.push(`passes on ${node.passed}`);
  return parts.join(", ");
}

async function draw(place) {
  const answer = await fetch(place.dataset.relays);
  if (!answer.ok) return;
  const graph = await answer.json();
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "13px system-ui, Arial, sans-serif";
  const laid = layout(graph, (words) => pen.measureText(words).width);
  const { width, height } = laid.graph();
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "Who relays whom" });
  const lines = new Map();
  for (const id of laid.edges()) {
    const points = laid.edge(id).points;
    const end = points[points.length - 1];
    const line = make("g", {}, make("path", { d: curve(points) }), make("path", { class: "tip", d: `M${end.x + 1} ${end.y}l-8 -4v8z` }));
    lines.set(line, id);
    svg.append(line);
  }
  const boxes = new Map();
  for (const id of laid.nodes()) {
    const { x, y, width: wide, height: high, node } = laid.node(id);
    const words = make("text", { x, y: y - 3, "text-anchor": "middle" }, short(node.name));
    const small = make("text", { x, y: y + 14, "text-anchor": "middle", class: "small" }, said(node));
    const box = make("rect", { x: x - wide / 2, y: y - high / 2, width: wide, height: high, rx: 6 });
    const link = make("a", { class: node.began ? "origin" : "relay", tabindex: "0" }, box, words, small);
    if (node.where) link.setAttribute("href", node.where);
    else {
      link.setAttribute("role", "img");
      link.setAttribute("aria-label", `${node.name} ${said(node)}`);
    }
    boxes.set(id, link);
    svg.append(link);
    const show = () => around(id, boxes, lines);
    const hide = () => around(null, boxes, lines);
    link.addEventListener("pointerenter", show);
    link.addEventListener("focus", show);
    link.addEventListener("pointerleave", hide);
    link.addEventListener("blur", hide);
  }
  place.replaceChildren(svg);
}

// Leave bright only a party, whom it passes on and who passes it on.
function around(id, boxes, lines) {
  const near = new Set([id]);
  for (const [line, { v, w }] of lines) {
    const touches = id === null || v === id || w === id;
    line.classList.toggle("off", !touches);
    if (touches) near.add(v).add(w);
  }
  for (const [other, box] of boxes) box.classList.toggle("off", id !== null && !near.has(other));
}

for (const place of document.querySelectorAll("[data-relays]")) draw(place);
