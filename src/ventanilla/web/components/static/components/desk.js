// The desk with a keyboard, and lists that stay fresh. Without this all of it still works.
import "./keys.js"
import "./list.js"
