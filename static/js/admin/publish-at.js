// publish-at.js: the button that plans a publication says for when. Without it, it says “at this moment”.

const language = document.documentElement.lang;
// The field holds the time on the wall in Amsterdam, wherever the editor is: it must not be converted.
const spoken = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

for (const part of document.querySelectorAll("[data-publish-later]")) {
  const input = part.querySelector("input");
  const button = part.querySelector("button");
  const show = () => {
    const moment = input.value && new Date(`${input.value}Z`);
    button.textContent = moment ? button.dataset.words.replace("#moment", spoken.format(moment)) : button.dataset.empty;
    button.classList.toggle("publish-button", Boolean(moment));
  };
  input.addEventListener("input", show);
  show();
}
