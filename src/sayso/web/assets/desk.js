// What pages do beyond reading: light up what belongs together, link to words, take dropped files, and answer to keys.

import { follow, light, offer } from "./text.js";
import { keys } from "./keys.js";

const text = document.querySelector("[data-text]");
if (text) {
  light(text);
  offer(text);
  follow(text);
  addEventListener("hashchange", () => follow(text));
}
keys();

for (const form of document.querySelectorAll("form[data-drop]")) {
  const files = form.querySelector("input[type=file]");
  const hint = form.querySelector("[data-hint]");
  const stop = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return false;
    event.preventDefault();
    return true;
  };
  addEventListener("dragover", (event) => stop(event) && form.classList.add("over"));
  addEventListener("dragleave", () => form.classList.remove("over"));
  addEventListener("drop", (event) => {
    if (!stop(event)) return;
    form.classList.remove("over");
    files.files = event.dataTransfer.files;
    hint.textContent = `${files.files.length} chosen`;
    form.requestSubmit();
  });
}
