// Words typed behind the bot's name: asks the bot while they are typed and shows what it offers above the text field.
import { element } from "./render.js";

const PAUSE = 250;
const PICTURED = ["photo", "video", "animation"];
const SIGNS = { audio: "♪", voice: "●", document: "↓", video: "▶", animation: "▶", photo: "", article: "≡" };

export class InlineStrip {
  // `ask(words, offset)` and `choose(id)` talk to the server; `open(parameter)` follows the button's deep link.
  constructor(strip, { ask, choose, open }) {
    Object.assign(this, { strip, ask, choose, open, asked: null, next: "", timer: 0 });
    strip.addEventListener("scroll", () => {
      if (this.next && strip.scrollTop + strip.clientHeight > strip.scrollHeight - 60) this.more();
    });
  }

  typed(words) {
    if (words === this.asked) return;
    this.asked = words;
    clearTimeout(this.timer);
    if (words === null) { this.strip.hidden = true; return; }
    this.timer = setTimeout(() => this.fresh(words), PAUSE);
  }

  async fresh(words) {
    const answer = await this.ask(words, "").catch(() => null);
    if (this.asked !== words) return;
    this.strip.replaceChildren();
    this.strip.hidden = !answer || (!answer.results.length && !answer.button);
    if (answer) this.show(answer);
  }

  async more() {
    const [words, offset] = [this.asked, this.next];
    this.next = "";
    const answer = await this.ask(words, offset).catch(() => null);
    if (answer && this.asked === words) this.show(answer);
  }

  show(answer) {
    this.next = answer.next;
    if (answer.button) {
      this.strip.append(element("button", { className: "inline-open", type: "button", textContent: answer.button, onclick: () => this.open(answer.parameter) }));
    }
    const gallery = answer.results.every((result) => PICTURED.includes(result.kind));
    this.strip.classList.toggle("gallery", gallery && answer.results.length > 0);
    this.strip.append(...answer.results.map((result) => this.row(result)));
  }

  row(result) {
    const picture = result.picture
      ? element("img", { src: result.picture, alt: "" })
      : PICTURED.includes(result.kind) && result.url
        ? element("video", { src: result.url, muted: true, preload: "metadata" })
        : element("span", { className: "avatar", textContent: SIGNS[result.kind] || "•" });
    return element("button", { className: "inline-result", type: "button", title: result.title, dataset: { result: result.id, kind: result.kind },
      onclick: () => { this.typed(null); this.choose(result.id); } },
    element("span", { className: "inline-picture" }, picture, SIGNS[result.kind] && result.picture ? element("i", { textContent: SIGNS[result.kind] }) : null),
    element("span", { className: "inline-words" }, element("b", { textContent: result.title }), result.description ? element("small", { textContent: result.description }) : null));
  }
}
