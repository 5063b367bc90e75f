// Stars: the sheet that asks before it pays, and what a person holds of them.
import { element } from "./render.js";

const PLAIN = {
  BALANCE_TOO_LOW: "There are not enough Stars. Buy some first.",
  BOT_PRECHECKOUT_TIMEOUT: "The bot did not answer within ten seconds. Nothing was paid.",
  MESSAGE_ID_INVALID: "This invoice was deleted.",
};
const SHORT = [100, 500, 2500];

const day = (seconds) => new Date(seconds * 1000).toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });

function state(one) {
  if (one.failed) return "the last renewal could not be paid";
  if (one.canceledByBot) return `stopped by the bot, runs until ${day(one.endsAt)}`;
  return one.canceled ? `cancelled, runs until ${day(one.endsAt)}` : `next payment ${day(one.endsAt)}`;
}

export class StarDialogs {
  // `pay(what)` answers { paid, error }; `buy(amount)` and `change(subscription, do)` change what is held.
  constructor(dialog, { pay, buy, change }) {
    Object.assign(this, { dialog, pay, buy, change, what: null, error: "", isPaying: false, holdings: { stars: 0, subscriptions: [] } });
  }

  refresh(holdings) {
    this.holdings = holdings;
    if (this.dialog.open) this.draw();
  }

  // `invoice` is shown, `what` is given to `pay` when the person agrees.
  ask(invoice, what) {
    Object.assign(this, { invoice, what, error: "", isPaying: false });
    this.show();
  }

  open() {
    this.what = null;
    this.show();
  }

  show() {
    this.draw();
    if (!this.dialog.open) this.dialog.showModal();
  }

  draw() {
    this.dialog.replaceChildren(...(this.what ? this.sheet() : this.content()));
  }

  sheet() {
    const { title, description, amount, period } = this.invoice;
    const every = period ? ` every ${Math.round(period / 86400)} days` : "";
    const missing = amount - this.holdings.stars;
    const offer = SHORT.find((stars) => stars >= missing) || missing;
    return [
      element("h2", { textContent: title }),
      element("p", { textContent: description }),
      element("p", { className: "stars", textContent: `You have ⭐${this.holdings.stars}` }),
      this.error ? element("p", { className: "problem", role: "alert", textContent: this.error }) : "",
      missing > 0 ? this.wide(`Buy ⭐${offer}`, () => this.buy(offer)) : "",
      this.wide(`Pay ⭐${amount}${every}`, () => this.agree(), { className: "wide primary", id: "pay", disabled: this.isPaying || missing > 0 }),
      this.wide("Cancel", () => this.dialog.close()),
    ];
  }

  async agree() {
    const what = this.what;
    this.isPaying = true;
    this.draw();
    const answer = await this.pay(what).catch((problem) => ({ paid: false, error: problem.message }));
    if (this.what !== what) return;
    this.isPaying = false;
    this.error = answer.paid ? "" : PLAIN[answer.error] || answer.error;
    if (answer.paid) this.dialog.close();
    else this.draw();
  }

  content() {
    return [
      element("h2", { textContent: `⭐${this.holdings.stars}` }),
      element("div", { className: "deeds" }, ...SHORT.map((stars) => element("button", { type: "button", textContent: `Buy ⭐${stars}`, onclick: () => this.buy(stars) }))),
      ...this.holdings.subscriptions.map((one) => this.subscription(one)),
      this.wide("Done", () => this.dialog.close()),
    ];
  }

  subscription(one) {
    const deed = (text, name) => element("button", { type: "button", textContent: text, "aria-label": `${text}: ${one.title}`, onclick: () => this.change(one.id, name) });
    const stopped = one.canceled || one.canceledByBot;
    return element("div", { className: "subscription", dataset: { subscription: one.id } },
      element("b", { textContent: `${one.title} · ⭐${one.amount}` }),
      element("small", { textContent: state(one) }),
      element("div", { className: "deeds" },
        one.canceled ? deed("Go on", "reenable") : deed("Cancel", "cancel"),
        ...(stopped ? [] : [deed("Next month", "renew"), deed("Unpaid month", "fail")])));
  }

  wide(text, onclick, more = {}) {
    return element("button", { type: "button", className: "wide", textContent: text, onclick, ...more });
  }
}
