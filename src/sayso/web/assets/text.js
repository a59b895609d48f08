// The article's text: statements and figures in step with their entries beside it, and links to any of its words.

const SPAN = /^#s=(\d{1,9})-(\d{1,9})/;

// The text nodes of the article with the code point at which each begins; marks and numbers that the page adds are left out.
function pieces(text) {
  const found = [];
  for (const paragraph of text.querySelectorAll("p[data-at]")) {
    let at = Number(paragraph.dataset.at);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".mark, sup") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const length = [...node.data].length;
      found.push({ node, at, end: at + length });
      at += length;
    }
  }
  return found;
}

// The index in UTF-16 units of a text's code point.
function unit(data, point) {
  return [...data].slice(0, point).join("").length;
}

function range(text, start, end) {
  const inside = pieces(text).filter((piece) => piece.end > start && piece.at < end);
  if (!inside.length) return null;
  const made = document.createRange();
  const first = inside[0];
  const last = inside[inside.length - 1];
  made.setStart(first.node, unit(first.node.data, Math.max(0, start - first.at)));
  made.setEnd(last.node, unit(last.node.data, Math.min(last.end, end) - last.at));
  return made;
}

// Show the words that the address names.
export function follow(text) {
  CSS.highlights?.delete("linked");
  const named = SPAN.exec(decodeURIComponent(location.hash));
  if (!named) return;
  const found = range(text, Number(named[1]), Number(named[2]));
  if (!found) return;
  if (CSS.highlights) CSS.highlights.set("linked", new Highlight(found));
  const at = found.getBoundingClientRect();
  scrollTo({ top: Math.max(0, at.top + scrollY - innerHeight * 0.3) });
  const entry = text.querySelector(`[id="s=${named[1]}-${named[2]}"], [id="f=${named[1]}-${named[2]}"]`);
  const href = entry?.getAttribute("href");
  if (href?.startsWith("#")) beside(document.getElementById(href.slice(1)));
}

// Bring an entry of the side list into view without moving the page.
function beside(entry) {
  const side = document.querySelector("[data-side]");
  if (!entry || !side || getComputedStyle(side).position !== "sticky") return;
  const place = entry.getBoundingClientRect();
  const frame = side.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) side.scrollTop += place.top - frame.top - frame.height * 0.3;
}

// Light up words and entries together while either is pointed at or has the focus.
export function light(text) {
  let lit = [];
  const off = () => {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
  };
  const on = (id, moves) => {
    off();
    const entry = document.getElementById(id);
    if (!entry) return;
    lit = [entry, ...text.querySelectorAll(`a:not(.mark)[href="#${CSS.escape(id)}"]`)];
    for (const element of lit) element.classList.add("lit");
    if (moves) beside(entry);
  };
  const over = (event, moves) => {
    const link = event.target.closest?.(".text a[href^='#']");
    if (link) return on(link.getAttribute("href").slice(1), moves);
    const entry = event.target.closest?.(".statement[id]");
    return entry ? on(entry.id, false) : off();
  };
  addEventListener("pointerover", (event) => over(event, true));
  addEventListener("focusin", (event) => over(event, true));
}

// Offer a permanent link to words that are selected.
export function offer(text) {
  let button;
  addEventListener("selectionchange", () => button?.remove(), true);
  document.addEventListener("pointerup", () => setTimeout(show));
  document.addEventListener("keyup", (event) => event.shiftKey && show());

  function show() {
    button?.remove();
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const chosen = selection.getRangeAt(0);
    if (!text.contains(chosen.commonAncestorContainer)) return;
    const span = points(chosen);
    if (!span) return;
    button = document.createElement("button");
    button.className = "linker";
    button.textContent = "Link to these words";
    const box = chosen.getBoundingClientRect();
    button.style.left = `${Math.max(8, box.left + scrollX)}px`;
    button.style.top = `${box.bottom + scrollY + 6}px`;
    button.addEventListener("click", () => {
      const words = encodeURIComponent(selection.toString().trim().slice(0, 120)).replaceAll("-", "%2D");
      location.hash = `#s=${span[0]}-${span[1]}`;
      navigator.clipboard?.writeText(`${location.href}:~:text=${words}`).catch(() => {});
      selection.removeAllRanges();
      button.remove();
    });
    document.body.append(button);
  }

  function points(chosen) {
    let start = null;
    let end = null;
    for (const { node, at } of pieces(text)) {
      if (!chosen.intersectsNode(node)) continue;
      const from = node === chosen.startContainer ? [...node.data.slice(0, chosen.startOffset)].length : 0;
      const to = node === chosen.endContainer ? [...node.data.slice(0, chosen.endOffset)].length : [...node.data].length;
      if (to <= from) continue;
      start ??= at + from;
      end = at + to;
    }
    return start === null ? null : [start, end];
  }
}
