// A group's people as a dialog: who is in it, who administers it, its topics; and new groups.
import { element } from "./render.js";

const NAMES = { creator: "owner", administrator: "admin", member: "member" };

export class GroupDialog {
  // `act(body)` posts a change of the open group, `make(body)` makes one; `speak(id)` makes somebody the one who writes.
  constructor(dialog, { act, make, speak }) {
    Object.assign(this, { dialog, act, make, speak });
  }

  open(chat, me) {
    this.draw(chat, me);
    if (!this.dialog.open) this.dialog.showModal();
  }

  refresh(chat, me) {
    if (this.dialog.open && this.chat === chat.id) this.draw(chat, me);
  }

  draw(chat, me) {
    this.chat = chat.id;
    const typed = this.dialog.querySelector("input")?.value || "";
    const parts = [element("h2", { textContent: chat.title }), element("div", { className: "members" }, ...chat.members.map((one) => this.member(one, me)))];
    if (chat.kind === "forum") parts.push(this.topics(chat));
    if (chat.kind === "group") parts.push(this.wide("Make it a supergroup", () => this.act({ do: "grow" })));
    parts.push(this.wide("Done", () => this.dialog.close()));
    this.dialog.replaceChildren(...parts);
    const box = this.dialog.querySelector("input");
    if (box) box.value = typed;
  }

  member(one, me) {
    const button = (text, deed) => element("button", { type: "button", textContent: text, "aria-label": `${text}: ${one.name}`, onclick: () => this.act({ do: deed, who: one.id }) });
    const deeds = [];
    if (!one.status) deeds.push(button("Add", "add"));
    else if (one.status !== "creator") {
      deeds.push(one.status === "administrator" ? button("Demote", "demote") : button("Make admin", "promote"), button("Remove", "remove"));
    }
    const name = one.bot || !one.status
      ? element("span", { className: "name", textContent: one.name })
      : element("button", { type: "button", className: "name", textContent: one.id === me ? `${one.name} (you)` : one.name, "aria-label": `Speak as ${one.name}`, onclick: () => { this.dialog.close(); this.speak(one.id); } });
    return element("div", { className: "member", dataset: { member: one.id } }, name, element("small", { textContent: one.bot && one.status === "member" ? "bot" : NAMES[one.status] || "not in it" }), element("span", { className: "deeds" }, ...deeds));
  }

  topics(chat) {
    const rows = chat.topics.map((topic) => element("div", { className: "member" }, element("span", { className: "name", textContent: `# ${topic.name}` }),
      element("span", { className: "deeds" }, element("button", { type: "button", textContent: "Delete", "aria-label": `Delete topic ${topic.name}`, onclick: () => this.act({ do: "untopic", topic: topic.id }) }))));
    const box = element("input", { placeholder: "New topic", maxLength: 128, "aria-label": "New topic" });
    const add = () => { const name = box.value.trim(); box.value = ""; if (name) this.act({ do: "topic", name }); };
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
    return element("div", { className: "members" }, ...rows, element("div", { className: "member" }, box, element("span", { className: "deeds" }, element("button", { type: "button", textContent: "Open", onclick: add }))));
  }

  wide(text, onclick) {
    return element("button", { type: "button", className: "wide", textContent: text, onclick });
  }

  // A new group with everybody in it: its maker owns it.
  found() {
    const box = element("input", { placeholder: "Name of the group", maxLength: 128, "aria-label": "Name of the group" });
    const kinds = [["group", "Group"], ["supergroup", "Supergroup"], ["forum", "Forum with topics"]];
    this.chat = null;
    this.dialog.replaceChildren(element("h2", { textContent: "New group" }), box,
      ...kinds.map(([kind, text]) => this.wide(text, () => { const name = box.value.trim() || "New group"; this.dialog.close(); this.make({ name, kind }); })),
      this.wide("Cancel", () => this.dialog.close()));
    this.dialog.showModal();
    box.focus();
  }
}
