// ordering.js: moves the rows of a list by dragging their handle or with its arrow keys. Without it, the order is a
// number in each object's form.
import { token } from "./csrf.js";

const WAIT = 500;
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** Put the parts of `facts` in the places that `words` names by #part. */
function say(words, facts) {
  return words.replace(/#(\w+)/g, (place, part) => facts[part] ?? place);
}

class Ordering {
  constructor(note) {
    this.note = note;
    this.words = note.dataset;
    this.handles = [...document.querySelectorAll("#result_list [data-handle]")];
    for (const handle of this.handles) this.addButton(handle);
    note.hidden = false;
    addEventListener("pagehide", () => this.timer && this.save());
  }

  addButton(handle) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "handle-button";
    button.setAttribute("aria-label", say(this.words.label, { name: handle.dataset.name }));
    button.addEventListener("keydown", (event) => this.step(event, handle));
    button.addEventListener("pointerdown", (event) => this.drag(event, button, handle));
    handle.append(button);
  }

  rowOf(handle) {
    return handle.closest("tr");
  }

  /** The neighbour that `handle` may change places with: rows move among those of their own group. */
  neighbour(handle, step) {
    const row = this.rowOf(handle);
    const next = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    const other = next?.querySelector("[data-handle]");
    return other?.dataset.group === handle.dataset.group ? next : null;
  }

  step(event, handle) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    if (this.move(handle, step)) {
      this.tell(this.words.moved, handle);
      this.saveSoon();
    } else {
      this.tell(this.words.edge, handle);
    }
  }

  /** The neighbour changes its place and not the row itself, which would lose focus and pointer by being taken out. */
  move(handle, step) {
    const other = this.neighbour(handle, step);
    if (!other) return false;
    if (step < 0) this.rowOf(handle).after(other);
    else this.rowOf(handle).before(other);
    return true;
  }

  drag(event, button, handle) {
    if (event.button) return;
    button.setPointerCapture(event.pointerId);
    const row = this.rowOf(handle);
    row.classList.add("is-moving");
    const follow = (moved) => this.follow(moved.clientY, handle);
    button.addEventListener("pointermove", follow);
    button.addEventListener("lostpointercapture", () => {
      button.removeEventListener("pointermove", follow);
      row.classList.remove("is-moving");
      if (handle.hasAttribute("data-moved")) this.dropped(handle);
    }, { once: true });
  }

  follow(y, handle) {
    for (const step of [-1, 1]) {
      for (let other = this.neighbour(handle, step); other && isPast(other, y, step); other = this.neighbour(handle, step)) {
        this.move(handle, step);
        handle.setAttribute("data-moved", "");
      }
    }
  }

  dropped(handle) {
    handle.removeAttribute("data-moved");
    this.tell(this.words.moved, handle);
    this.saveSoon();
  }

  tell(words, handle) {
    const rows = [...document.querySelectorAll("#result_list [data-handle]")];
    const facts = { name: handle?.dataset.name, place: rows.indexOf(handle) + 1, total: rows.length };
    this.note.textContent = say(words, facts);
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = null;
    const body = new FormData();
    for (const handle of document.querySelectorAll("#result_list [data-handle]")) body.append("key", handle.dataset.handle);
    const headers = { "X-CSRFToken": token(document.querySelector("#changelist-form")) };
    const answer = await fetch(this.words.ordering, { method: "POST", body, headers, keepalive: true }).catch(() => null);
    this.note.dataset.state = answer?.status === 204 ? "saved" : "failed";
    this.tell(answer?.status === 204 ? this.words.saved : this.words.failed);
  }
}

function isPast(row, y, step) {
  const { top, height } = row.getBoundingClientRect();
  return step < 0 ? y < top + height / 2 : y > top + height / 2;
}

for (const note of document.querySelectorAll("[data-ordering]")) new Ordering(note);
