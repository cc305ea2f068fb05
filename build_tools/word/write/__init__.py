"""A version or a redline in, a Word file out, with real tracked changes; reads and writes no file.

`documents` begins. `body` puts the blocks in order; `paragraphs`, `tables`, `runs` and `notes`
write them; `pack_documents` draws what only the documents of a consultation pack have; `styles` and
`template` say how they look; `package` makes the file of them. `response` is what the page of a
redline makes a reviewer's response of.
"""
