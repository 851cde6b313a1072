// faults.js: takes the editor from the list of faults to the field. Without it, the links lead to plain inputs only.

const FIELDS = "input:not([type=hidden]), select, textarea, button, [contenteditable=true], .select2-selection";

function isSeen(element) {
  return element.getClientRects().length > 0;
}

/** Go to a field, also when its input is hidden behind an editor, in a closed part, or in a language that isn't shown. */
function goTo(input) {
  const row = input.closest(".form-row") ?? input;
  input.closest("details")?.setAttribute("open", "");
  if (!isSeen(row)) document.querySelector('[name="shown-language"][value="both"]')?.click();
  row.scrollIntoView({ block: "center" });
  const target = isSeen(input) ? input : [...row.querySelectorAll(FIELDS)].find(isSeen);
  target?.focus({ preventScroll: true });
}

for (const faults of document.querySelectorAll("[data-faults]")) {
  faults.addEventListener("click", (event) => {
    const input = document.getElementById(event.target.closest("a")?.hash.slice(1) ?? "");
    if (!input) return;
    event.preventDefault();
    goTo(input);
  });
  faults.focus();
}
