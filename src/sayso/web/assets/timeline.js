// The picture of a question: the server's specification, drawn here without ever evaluating text as code.

import { expressionInterpreter } from "./vendor/vega-interpreter-2.3.2.module.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

async function draw(place) {
  const room = Math.round(Math.min(1100, Math.max(180, place.clientWidth - 90)));
  const address = `${place.dataset.timeline}?width=${room}&theme=${dark.matches ? "dark" : "light"}`;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The picture could not be loaded (${answer.status}).`);
  const { title, ...specification } = await answer.json(); // the page's own heading says it
  const made = vegaLite.compile(specification).spec;
  const view = new vega.View(vega.parse(made, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    container: place,
    hover: true,
    logLevel: vega.Error,
  });
  view.tooltip((handler, event, item, value) => {
    const words = value && typeof value === "object" ? Object.entries(value).map(([name, said]) => `${name}: ${said}`).join("\n") : "";
    place.title = words;
  });
  await view.runAsync();
  const svg = place.querySelector("svg");
  for (const part of svg.querySelectorAll("[role]")) {
    for (const name of ["role", "aria-roledescription", "aria-label", "aria-hidden"]) part.removeAttribute(name);
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${specification.description}; the list below says the same in words`);
  return view;
}

for (const place of document.querySelectorAll("[data-timeline]")) {
  let view = null;
  let width = 0;
  const again = async () => {
    width = place.clientWidth;
    try {
      const before = view;
      before?.finalize();
      place.replaceChildren();
      view = await draw(place);
    } catch (error) {
      place.textContent = `${error.message} The answers are listed below.`;
    }
  };
  dark.addEventListener("change", again);
  let wait;
  addEventListener("resize", () => {
    clearTimeout(wait);
    wait = setTimeout(() => place.clientWidth !== width && again(), 200);
  });
  again();
}
