// mailing-progress.js: keeps the numbers of a mailing new while it is being sent. Without it, the page loads itself anew.

const EVERY = 2000; // milliseconds
const MOVING = ["scheduled", "sending"];

class Progress {
  constructor(place) {
    this.place = place;
    this.bar = place.querySelector("progress");
    if (MOVING.includes(place.dataset.mailing)) setInterval(() => this.look(), EVERY);
  }

  async look() {
    if (document.hidden) return;
    const answer = await fetch(this.place.dataset.numbers).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const told = await answer.json();
    // Other buttons, and other words.
    if (told.state !== this.place.dataset.mailing) location.reload();
    else if (this.bar) this.show(told);
  }

  show(told) {
    this.bar.max = told.everybody || 1;
    this.bar.value = told.everybody ? told.settled : 1;
    this.place.querySelector("[data-said]").textContent = told.said;
    for (const number of this.place.querySelectorAll("[data-number]")) number.textContent = told[number.dataset.number];
  }
}

for (const place of document.querySelectorAll("[data-mailing]")) new Progress(place);
