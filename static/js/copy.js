// copy.js: a button beside an address copies it. Without it, the address stands in a field to copy from.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => copy(field, button));
  field.addEventListener("focus", () => field.select());
}

async function copy(field, button) {
  const told = button.nextElementSibling;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value); // not there without https
  } catch {
    document.execCommand("copy");
  }
  told.textContent = button.dataset.done;
  setTimeout(() => { told.textContent = ""; }, 4000);
}
