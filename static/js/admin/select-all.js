// select-all.js: chooses all photos of the page by one box. Without it, each has a box of its own.

for (const label of document.querySelectorAll("[data-choose-all]")) {
  label.hidden = false;
  label.querySelector("input").addEventListener("change", (event) => {
    for (const box of document.querySelectorAll("[name=chosen]")) box.checked = event.target.checked;
  });
}
