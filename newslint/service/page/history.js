// What was there before, and what was undone. Letters typed in a row are one step.

const PAUSE = 800;
const MOST = 300;

export class History {
  #past = [];
  #future = [];
  #typed = 0;

  constructor(state) { this.state = state; }

  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }

  // Take a new state; `typing` joins it to the last one if that was typed a moment ago.
  add(state, typing = false) {
    const now = performance.now();
    const joins = typing && now - this.#typed < PAUSE && this.canUndo;
    if (!joins) this.#past.push(this.state);
    if (this.#past.length > MOST) this.#past.shift();
    this.#typed = typing ? now : 0;
    this.#future = [];
    this.state = state;
  }

  undo() { return this.#go(this.#past, this.#future); }
  redo() { return this.#go(this.#future, this.#past); }

  #go(from, to) {
    if (!from.length) return false;
    to.push(this.state);
    this.state = from.pop();
    this.#typed = 0;
    return true;
  }
}
