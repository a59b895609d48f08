// The keys of the review; / and ? work on every page.

export function keys() {
  addEventListener("htmx:afterSwap", (event) => event.target.id !== "said" && document.getElementById("said")?.replaceChildren());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // a dialog that has just closed may hold the focus until the page is drawn again
    const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog[open]");
    if (event.key === "Escape" && writing && !event.target.closest("dialog[open]")) return event.target.blur();
    if (writing) return;
    if (event.key === "/") return act(event, () => (document.getElementById("ask") ?? document.getElementById("find"))?.focus());
    if (event.key === "?") return act(event, () => document.getElementById("help")?.showModal());
    const review = document.querySelector("[data-review]");
    if (!review) return;
    if (event.key === "e") return act(event, () => mend(review));
    if (event.repeat && "axsur".includes(event.key)) return;
    const target = /^[a-z]$/.test(event.key) && review.querySelector(`[data-key="${event.key}"]`);
    if (target) act(event, () => target.click());
  });
}

function act(event, what) {
  event.preventDefault();
  what();
}

function mend(review) {
  const details = review.querySelector("[data-mend]");
  if (!details) return;
  details.open = !details.open;
  if (details.open) details.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
