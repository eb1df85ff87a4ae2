"""Signs of a question that leans on the one before it: what it takes over, and what it turns away from."""

import re

from .phrases import either

_SMALL = frozenset(
    re.findall(
        r"\S+",
        """and but or so ok okay then also now what how about what's in of for with by the a an that this one
        movie film flick please pls plz yo hey hm hmm hmmm um umm uh ah oh well lol lmao haha tho though too
        either same thing question on let's lets try do next say maybe it it's its instead again cool nice
        great thanks thx yeah yes no nah nope back to shame bummer damn alright right fine just go there like
        ones i mean meant sorry wait argh oops actually not name title wrong other french japanese old new
        original was talking ugh k kk me as well q specifically omg""",
    )
)


def is_small_talk(rest: str) -> bool:
    """Whether the words beside a name ask nothing: "and Below?"."""
    return all(word.lower() in _SMALL or word.isdigit() for word in re.findall(
        r"[^\W_]+(?:['\u2019][^\W_]+)?", rest))


CORRECTION = re.compile(
    r"\b(?:i (?:meant|mean)|meant|sorry|oops|whoops|wrong (?:one|film|movie|title|name)|not that(?: one)?"
    r"|no,? (?:wait|not|the|i)"
    r"|nope|typo|my bad|the other one|instead|rather|correction)\b|^\W*(?:no|nah|nope|wait|argh|oh)\b"
    r"|\bnot \u2022",
    re.IGNORECASE,
)
OPINION = either(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)*(?:why|really|more|examples?|quotes?|such as|like what|says who"
    r"|how (?:so|come)|go on)\b",
    r"\b(?:is|was|were|are|does|did|do) (?:it|he|she|they|that|this|critics|reviewers|people|anyone)\b",
    r"\b(?:any good|good or bad|worth (?:it|my|the|a|watching|seeing)|should i|overrated|underrated)\b",
    r"\bwhat (?:do|did) (?:they|critics|reviewers|people)\b",
    r"\b(?:positives?|negatives?|complaints?|criticisms?|praise|gripes|downsides?|upsides?|consensus"
    r"|verdict|opinions?)\b",
    r"\bhow (?:is|was|does|did|do|about|bad|good|well|are|were) (?:it|he|she|they|her|his|him|its|the|that"
    r"|this)\b",
    r"\b(?:dis)?agree\w*\b|\banyone\b.*\b(?:like|love|hate|enjoy|defend)\w*\b",
    r"\bhow's (?:it|he|she|her|his|the|that)\b",
)
"""What is asked of the film or the person that was talked about."""
PERSON = re.compile(r"\b(?:he|he's|him|his|she|she's|hers?)\b", re.IGNORECASE)
NOT_PERSON = re.compile(
    r"\b(?:forget|never mind|nevermind|enough of|besides|apart from|leave) (?:him|her|them)\b|\bthe (?:film"
    r"|movie) itself\b", re.I
)
ROLE = re.compile(
    r"\b(?:lead|leading|main|supporting|child|kid|other) (?:actor|actress|man|lady|role|cast|actors"
    r"|performances?)s?\b|\b(?:rest of )?the cast\b",
    re.IGNORECASE,
)
IN_GENERAL = re.compile(r"\b(?:in general|generally|overall|these days)\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:the )?(?P<which>first|previous|earlier|prior|other|one before)(?: (?:one|film|movie))?\b",
    re.IGNORECASE,
)
THAN_EARLIER = re.compile(
    r"(?<!back )(?<!return )(?<!go )\b(?:than|to|with|against|as|vs) (?:the )?(?:first|previous|earlier"
    r"|last|prior|other|one before|original|former)\b", re.I
)
ONE_ONLY = re.compile(r"\b(?:it|it's|its|he|him|his|she|her|that one|this one|(?:the|that|this) (?:film"
                      r"|movie)|the last one|the second|the latter)\b", re.I)
OTHER_RANK = either(
    r"\b(?:best|worst|top|bottom|most|least|funniest|scariest|\w{3,}iest)\b",
    r"^\W*(?:(?:lol|ok|okay|so|cool|and|but|now)\W+)*(?:and|what about|how about|same|only|just|but) (?:for"
    r"|in|from|of|with|by)?\b",
    r"\b(?:limit\w*|narrow\w*|restrict\w*)\b",
    r"\b(?:only|just) \w+\b|\binstead\b|\bmore\b",
)
OTHER_WISH = either(
    r"\b(?:not|no|without|less|more|but|something|anything|other|another|else|instead|funnier|scarier"
    r"|shorter|lighter|darker|older|newer)\b",
    r"\b(?:seen|saw|watched)\b",
)
"""What somebody who was recommended films says to get others."""
LIKE_IT = re.compile(
    r"\b(?:like|similar|than|as|to|of|for|recommend) (?:it|that|this|those|them|these|the same)\b|\b(?:it"
    r"|that one|this one|that|this|same)\b"
    r"|\b(?:anything|something|more|films?|movies?|any) (?:else )?(?:similar|like|along|in that"
    r"|comparable)\b|\bsimilar(?:ly)?\b|\b(?:any )?more\W*$|\bmore of the same\b|\b(?:same"
    r"|similarly) \w+\b|\belse\b",
    re.IGNORECASE,
)
LIMITS = re.compile(r"\b(?:only|just|limit(?:ed)? to|restrict\w*|negative|positive|bad ones"
                    r"|good ones)\b", re.IGNORECASE)
"""What narrows the search before."""
OR_FIRST = re.compile(r"\b(?:or|than|vs|versus|to|with|against|and) (?:the )?(?:first|original"
                      r"|one)\b", re.IGNORECASE)
"""What compares a sequel with the film that it follows."""
NOT_THAT = re.compile(
    r"^\W*(?:no|nah|nope|wait|sorry|not that|oops|argh|i meant?)\b.*\b(?:one|version|original|remake|film"
    r"|movie)\b|\b(?:i meant?|meant) the\b",
    re.IGNORECASE,
)
"""What says that another film of a like title was meant."""
VERSUS = re.compile(r"^\W*(?:(?:and|ok|now|but|so)\W+)*(?:vs|versus|against)\b", re.IGNORECASE)
SELF_CORRECTION = re.compile(r"\b(?:no,? wait|wait,? no|scratch that(?! itch)|(?P<meant>i meant"
                             r"|i mean))\b[\s.,:]*", re.IGNORECASE)
"""Behind it stands what was really to be asked."""
ONLY_NAME = re.compile(r"\W*\S+(?: \S+){0,5}\W*")
TO_ME = re.compile(r"\b(?:you|your|this|bot|help|commands?|i|we|me|tutorial|hello|hi|hey)\b"
                   r"|^\W*\w+\W*$", re.IGNORECASE)
"""What is said to the bot about itself."""
IN_IT = re.compile(r"\b(?:in|for|of) (?:it|that|this|the (?:film|movie))\b|\bthere\b", re.IGNORECASE)
TURNS_AWAY = re.compile(
    r"\b(?:enough|forget|never ?mind|leave|skip|done with|no more|besides)(?: about| of| with"
    r"| talk of)?\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before a film that is told to be left out: "enough about Signs. is Abandon good"."""
HOW = re.compile(r"\bhow(?:'s| is| was| are| were| does| did| do)\b", re.IGNORECASE)
THEM_IN = re.compile(r"(?:\b(?:him|her)|\u2022) in \u2022", re.IGNORECASE)
"""Somebody named, or him or her, in a film: "him in Goodfellas?"."""
IN_TITLE = re.compile(r"^\W*(?:(?:and|but|also|so|ok|okay|what about|how about)\W+)*in \u2022", re.IGNORECASE)
"""What asks after the same person in another film: "and in Frida?"."""
