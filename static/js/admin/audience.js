// audience.js: says how many people a mailing goes to as soon as its filter is changed. Without it, one sees that after
// saving.

const FIELDS = ["event", "kinds", "interests", "languages"];

for (const place of document.querySelectorAll("[data-audience]")) {
  const form = place.closest("form");
  let newest = 0;

  const ask = async () => {
    const sent = new FormData(form);
    const asked = FIELDS.flatMap((name) => sent.getAll(name).map((value) => [name, value]));
    const number = ++newest;
    const answer = await fetch(`${place.dataset.audience}?${new URLSearchParams(asked)}`).catch(() => null);
    // A slow answer to an older question says nothing any more.
    if (answer?.ok && number === newest) place.textContent = (await answer.json()).said;
  };

  form.addEventListener("change", (event) => {
    if (FIELDS.includes(event.target.name)) ask();
  });
  ask(); // what was typed earlier and not saved may be in the form
}
