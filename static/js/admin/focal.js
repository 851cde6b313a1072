// focal.js: sets a photo's focal point by a click on it, or by the arrow keys. Without it, it is two numbers.

const STEP = 5;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Focal {
  constructor(button) {
    const field = (name) => button.closest("[data-card]").querySelector(`[data-field=${name}] input:not([type=hidden])`);
    this.button = button;
    this.mark = button.querySelector(".focal-mark");
    this.x = field("focal_x");
    this.y = field("focal_y");
    button.addEventListener("click", (event) => this.click(event));
    button.addEventListener("keydown", (event) => this.key(event));
    for (const input of [this.x, this.y]) input.addEventListener("input", () => this.show());
    this.show();
  }

  click(event) {
    if (event.detail === 0) return; // pressed by a key: that says no place
    const { left, top, width, height } = this.button.getBoundingClientRect();
    this.set((100 * (event.clientX - left)) / width, (100 * (event.clientY - top)) / height);
  }

  key(event) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    this.set(Number(this.x.value) + STEP * move[0], Number(this.y.value) + STEP * move[1]);
  }

  set(x, y) {
    for (const [input, value] of [[this.x, x], [this.y, y]]) input.value = Math.min(100, Math.max(0, Math.round(value)));
    this.x.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  show() {
    this.mark.style.left = `${this.x.value}%`;
    this.mark.style.top = `${this.y.value}%`;
    this.mark.hidden = false;
    const label = this.button.dataset.label.replace("#x", this.x.value).replace("#y", this.y.value);
    this.button.setAttribute("aria-label", label);
  }
}

for (const button of document.querySelectorAll("[data-focal]")) new Focal(button);
document.addEventListener("photo-placed", (event) => new Focal(event.detail.querySelector("[data-focal]")));
