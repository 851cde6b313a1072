// share.js: gives the address of this page away, through the system's own sheet where there is one. Without it, browsers
// share pages by themselves.

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = false;
  button.addEventListener("click", () => share(button));
}

async function share(button) {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  if (navigator.share) {
    await navigator.share({ title: document.title, url: address }).catch(() => {}); // closed again without choosing
    return;
  }
  await navigator.clipboard?.writeText(address);
  document.querySelector("[data-share-status]").textContent = button.dataset.done;
}
