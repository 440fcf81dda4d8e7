"""A question in, an `Answer` made of verbatim quotations out.

`answer` is the contract and `engine` the way: `questions` tell what is asked, `evidence` weighs the
sentences found, `quotations` chooses among them, `wording` says it, over what `language` knows of
words. `writing` has a language model say it instead. Around them `service`, over `schemas`, answers
many readers; `access` lets them in; `chat` and `web` are where they ask, `exports` what they keep.
"""
