"""Files in, `Document` and `Paragraph` out. Knows nothing of an index.

`folder` finds the files, `reader` reads one and `pipeline` many: `formats` give the text of their
pages, `structure` makes paragraphs of it, and `facts` what the document says of itself, over what
`language` knows of how minutes are written. `catalog` is what the owners of a folder say.
"""
