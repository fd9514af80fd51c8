// The ticket page: who else is here, drafts that are saved as one types, what is about to leave.
import { watch } from "./presence.js"
import { keepDrafts } from "./draft.js"
import { countDown } from "./countdown.js"

keepDrafts(document)
countDown(document)
watch(document.getElementById("presence"))
