// Signing in without losing the words that an address points at: what stands after # is known to the browser alone.

const on = document.querySelector("[data-again]");
if (on) location.replace(on.href + location.hash);
const next = document.querySelector("form[data-signing] input[name=next]");
if (next && location.hash && !next.value.includes("#")) next.value += location.hash;
