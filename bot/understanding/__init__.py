"""What somebody asks in plain words: intent, films, people and aspects, in the light of what was said before.

chat          the way of a message        memory      what a conversation was about
languages     Spanish, French and German into the English that the rules read, with `phrasebook`
said, naming  the names in a message      question    the message, made a question by the conversation
signs, intents, phrases, follow, searches, texts, wishes, words    what words are signs of
meaning       what a trained judge is told of a message; it learned from `phrasings` and dialogues
"""
