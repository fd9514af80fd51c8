// The ticket page: who else is here, drafts that are saved as one types, what is about to leave, texts kept ready.
import { countDown } from "./countdown.js"
import { keepDrafts } from "./draft.js"
import { pick } from "./picker.js"
import { watch } from "./presence.js"

keepDrafts(document)
countDown(document)
pick(document)
watch(document.getElementById("presence"))

// To the composer, and away with Control and Enter.
for (const link of document.querySelectorAll('a[href="#say"], a[href="#noting"]')) {
  link.addEventListener("click", () => setTimeout(() => document.querySelector(`${link.hash} textarea`)?.focus()))
}
addEventListener("keydown", ({ key, ctrlKey, metaKey, target }) => {
  const form = target.closest?.("#say, #noting")
  if (form && key === "Enter" && (ctrlKey || metaKey)) form.requestSubmit(form.querySelector(".button:not(.quiet), button"))
})
