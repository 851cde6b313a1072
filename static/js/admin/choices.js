// choices.js: gives the search fields of Select2, in which one chooses by typing, the names of their labels. It draws
// them anew at every choice, so they are watched. Without it, a screen reader doesn't say what is to be chosen.

const PARTS = ".select2-selection--single, .select2-selection--single .select2-selection__rendered, .select2-search__field";

function labelOf(part) {
  const container = part.closest(".select2-container");
  const drawn = container?.previousElementSibling;
  const list = part.getAttribute("aria-controls") ?? part.getAttribute("aria-owns") ?? "";
  const select = drawn?.matches("select") ? drawn : document.getElementById(/^select2-(.+)-results$/.exec(list)?.[1]);
  return select?.labels?.[0];
}

function name(part) {
  const label = labelOf(part);
  if (!label) return;
  label.id ||= `${label.htmlFor}-label`;
  const rendered = part.matches(".select2-selection--single") ? part.querySelector(".select2-selection__rendered").id : "";
  const names = `${label.id} ${rendered}`.trim();
  if (part.getAttribute("aria-labelledby") !== names) part.setAttribute("aria-labelledby", names);
}

function nameAll() {
  for (const part of document.querySelectorAll(PARTS)) name(part);
  // It stands in a list, between items.
  for (const clear of document.querySelectorAll("ul > .select2-selection__clear:not([role])")) clear.setAttribute("role", "listitem");
}

new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
nameAll();
