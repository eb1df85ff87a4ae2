"""What kind of question words are: signs of each intent, and of a question that leans on the last one.

English only, and meant to be honest rather than clever: what bears no sign is unknown.
"""

import re
from typing import Literal

from .phrases import either

Intent = Literal["opinion", "similar", "search", "compare", "rank", "recommend", "help", "unknown"]

INJECTION = either(
    (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|above"
        r"|previous|told)\b"
    ),
    r"\b(?:system|initial|hidden|secret|developer) (?:prompt|message|instructions?)\b",
    r"\byour (?:prompt|instructions)\b",
    r"^\W*(?:please )?say \w+(?: \w+){0,2}\W*$",
    r"\byou are now\b|\bfrom now on\b|\bpretend (?:to be|you|that you)\b|\bact as\b|\brole-?play\b",
    (
        r"\b(?:repeat|say|print|output|write|echo|reply|respond|answer)\b (?:after me|exactly|only|with"
        r"|the words?|the following)"
    ),
    (
        r"\bjailbreak|\bDAN mode\b|\bdeveloper mode\b|\bsudo\b|\brm -rf\b|\bdrop table\b|<script"
        r"|\bapi key|\bbot token\b|\byour token\b"
    ),
    r"\b(?:ping|mention|tag) @?(?:everyone|every ?body|all|here)\b|@(?:everyone|here)\b",
    r"\b(?:disregard|ignore) (?:your|all|any|the|my|these|those|every\w*)?.{0,20}\b(?:guidelines?|rules?"
    r"|instructions?|orders?|safety|filters?|above|training)\b",
    r"\b(?:you must|must now|always|only) (?:now )?(?:answer|respond|reply)\b|\banswer every (?:message"
    r"|question)\b",
    r"\bfree nitro\b|\bclick (?:here|this|the link|to claim|steam\w*)|\bclaim (?:your|a free)|\bgiveaway\b"
    r"|\bairdrop\b|\bdot (?:ru|gift)\b",
    r"\bSYSTEM ?:|\bassistant ?[,:]|\b(?:no|without|remove|disable) (?:your |the |any |all )?(?:filters?"
    r"|restrictions?|guardrails|limits)\b",
    r"\b(?:reveal|leak|dump|show me|give me|print|what(?:'s| is|s)) (?:me )?(?:your |the )?(?:hidden "
    r"|secret |internal |system )?(?:prompt|instructions|config(?:uration)?|credentials|password"
    r"|source code|environment variables|env vars?)\b",
    r"\b(?:new|updated) (?:instructions?|rules|persona|task|orders) ?:",
)
HOSTILE = either(
    r"\b(?:fuck|screw|damn) (?:you|u|off)\b",
    r"\bshut up\b",
    r"\bkill yourself\b|\bkys\b",
    (
        r"\b(?:you(?:'re| are|r| r)?|ur|u r) (?:a |an "
        r"|so |such a |just )*(?:stupid|dumb|useless|idiot|garbage|trash"
        r"|moron|worthless|bot)\b"
    ),
    r"^(?:stupid|dumb|useless|idiot|bad) bot\b",
    r"\b(?:stupid|dumb|useless|worst|trash|garbage|idiot\w*|dumbest|shitty|crappy|lousy"
    r"|terrible) (?:fucking |ass )?(?:bot|robot|toaster|machine)\b(?!.*\?)",
    r"\b(?:you|u|ur|this bot) (?:really |totally )?(?:suck|sucks|stink|blow)s?\b",
)
ELSEWHERE = either(
    r"\bweather\b",
    r"\brecipe\b|\bcook\b",
    r"\bpoem\b|\bessay\b|\bhomework\b",
    r"\bcapital of\b",
    r"\btranslate\b",
    r"\bpython\b|\bjavascript\b|\bcode\b|\bfunction that\b",
    r"\bstock\b|\bbitcoin\b|\bcrypto\b",
    r"\bpresident\b|\belection\b",
    r"\btell me a joke\b|\bknow any jokes\b",
    r"\bwhat time is it\b(?! there)",
    r"\bfootball\b|\bscore of the game\b",
    r"\d+\s*[-+*/x]\s*\d+\s*=?\s*\??$",
    r"\bmarry me\b|\blove you\b|\bare you (?:human|real|an? ai|sentient)\b",
    r"\bmeaning of life\b",
)
HELP = either(
    r"^(?:/?help|commands?|usage|info|menu|\?+)(?: me)?(?: please| pls| plz)?[?!. ]*$",
    r"^(?:can|could|would) you help(?: me)?(?: out)?[?!. ]*$",
    r"^(?:i need|need) (?:some )?help[?!. ]*$",
    r"\bwhat (?:can|do|else can|could) (?:you|u|this bot|the bot) (?:do|know|answer)\b",
    r"\bwhat are you (?:for|able)\b",
    (
        r"\bhow (?:do|can|does|should|to) (?:i |you |this |one )?(?:use|work with|talk to|ask) ?(?:you"
        r"|this|it|bot|the bot)?\b(?= ?(?:you|this|the bot|it|bot|u)?[?!. ]*$)"
    ),
    r"\bhow (?:do you|does (?:this|this bot|the bot|it)) work\b",
    r"\bwho are you\b|\bwhat are you\b|^\W*who(?:'s| is)? this\W*$|\bwhat (?:even )?are you (?:even )?for\b"
    r"|\bwhat'?s your (?:deal|purpose|job)\b",
    r"\bnew here\b.{0,40}\bhow\b|\bhow (?:do|can|should) (?:i|we|you) (?:even |actually )?(?:use|work"
    r"|operate|talk to) (?:this|you|it|that)(?: (?:thing|bot|one))?\b",
    r"\bwhat (?:can|should|may) i (?:ask|say|type|do (?:here|with))\b",
    r"\b(?:list|show)(?: me)? (?:the |your |all )*commands\b",
    (
        r"^(?:hi|hello|hey|hiya|yo|good (?:morning|evening|afternoon)|greetings|sup|heya+|howdy|hallo|hola"
        r"|wassup|what'?s up)(?: there| bot| all| everyone| friend| mate"
        r"| again)?[?!. ]*$"
    ),
    r"\bhow does this thing work\b|\bwhat (?:sort|kind|type)s? of (?:stuff|things|questions|films|movies"
    r"|info)\b.*\byou (?:know|do|have|answer|cover)\b",
    r"\bwho (?:made|built|created) (?:you|this)\b",
    r"^how (?:do|can|to) (?:(?:i|you|we) )?(?:search|find|ask|look|use|compare)\b",
    r"\bwhat(?: is|'s) this bot\b|^what(?: is|'s) this[?!. ]*$",
)

TALKS = either(
    (
        r"\b(?:critics?|reviewers?|reviews?|people|folks?|audiences?|they|everyone|anyone|y'?all"
        r"|you guys)\b.*\b(?:say|said|think|thought|like|love|hate|feel|make|rate|praise|complain|enjoy"
        r"|call)\w*\b"
    ),
    r"\b(?:opinions?|verdicts?|reviews?|consensus|reception|thoughts|takes?|quotes?|ratings?|rated)\b",
    r"\b(?:film|movie|flick|picture)s?\b",
    r"\bworth (?:it|a|watching|seeing|my|the)\b",
    (
        r"\b(?:any good|good or bad|is .+ (?:good|bad|great|terrible|awful|ok|okay|decent|overrated"
        r"|underrated))\b"
    ),
    r"\b(?:seen|see|watch(?:ed|ing)?|rent)\b",
    r"\bwhat (?:about|of|do you think|did you think|u think)\b",
    r"\bhow (?:is|was|'s|about|good|bad|are|were|did|does|do)\b|\bhow's\b",
    r"\btell me about\b|\bknow about\b|\bheard (?:of|about)\b",
    r"\bwhy (?:do|did|does|is|was|are|were)\b",
    r"\bopinion\b",
    r"\bshould i\b",
)
TALKS_MUCH = either(r"\b(?:what|how|is|was|does|did|any good|worth)\b")
CONTINUES = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|also|then|yes|hm+|now|cool|great|nice|thanks|thank you)\b[,.! ]*)*"
    r"(?:what about|how about|what of|\band(?: (?:in|for|of))?\b|same (?:(?:q|question|thing) )?(?:for"
    r"|about|with|goes for)|also|then|in\b)",
    re.IGNORECASE,
)
_LEAD = r"^\W*(?:(?:so|ok|and|but|yo|hey)\W+)*"
_TITLE = r"[^:?!,;]{2,60}?"
_JUDGED = (
    r"(?:any good|good|great|bad|funny|scary|boring|worth (?:it|watching|seeing|a \w+)|overrated|underrated"
    r"|decent|reviews?|ratings?|opinions?)"
)
_AFTERTHOUGHT = r"(?: (?:actor|actress|director|film|movie|or \w+|at all|pls|please|then|tho|though|lol))*"
ASKED = (
    re.compile(
        rf"{_LEAD}how(?:'s| is| was) (?P<title>{_TITLE}) (?:rated|received|reviewed)\W*$", re.IGNORECASE
    ),
    re.compile(
        rf"{_LEAD}(?:(?:is|was|are|were) )?(?P<title>{_TITLE}) (?:really |actually )?{_JUDGED}"
        rf"{_AFTERTHOUGHT}\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?:has |have )?(?:anyone|anybody|you|u)(?: \w+)? (?:seen|watched|rate) "
        rf"(?P<title>{_TITLE})\W*$",
        re.IGNORECASE,
    ),
)
"""Questions that are about a film or a person and nothing else, whatever words the name is made of."""
THAN = re.compile(
    rf"{_LEAD}(?:(?:is|was|are|were|did reviewers prefer|do critics prefer) )?"
    rf"(?P<title>{_TITLE}) (?:really |much |any )?"
    r"(?:(?:better|worse|\w+er|(?:more|less) \w+) than|as \w+ as|vs\.?|versus)"
    rf" (?P<other>{_TITLE})\W*$",
    re.IGNORECASE,
)
SEQUEL = re.compile(
    r"(?<=\w) (?:[2-9]|[1-9]\d|i{2,3}|iv|vi{0,3}|(?:part|episode|chapter) \w+)(?=[\s?!.,:]|$)"
    r"(?! (?:stars?|out of|times|critics|people)\b)",
    re.IGNORECASE,
)
NO_TITLE = re.compile(
    r"(?:or|and|but|not|just|only|even|if|because|it|its|this|that|these|those|they|them|he|she|him|her|you"
    r"|ur|we|i|im|my|your|our|anything|something|nothing"
    r"|everything|any\w*|someone|some|everyone|is|was|are|were|do|does|did|how\w*|what\w*|why|who\w*|which"
    r"|when|where"
    r"|can|could|would|will|should|show|find|give|get|got|tell|search|look|looking|need|want|more|most"
    r"|other|good"
    r"|bad|best|worst|really|so|too|very|not|positive|negative|similar|critics?|reviewers?|people|reviews?"
    r"|also"
    r"|(?:the |a |an )?(?:films?|movies?|bot|first|second|last|other|same)(?! \w))\b",
    re.IGNORECASE,
)
ABOUT_TITLE = re.compile(
    r"\W*(?P<title>[^:?!]{1,60}?)\s*(?:[:?!.]+\s|,\s|\s=\s|\s-+\s|\s\(|\.{2,}\s|\s(?=(?:does|is|was|did|do"
    r"|how|how's|why|were|are|by|starring|with|worth|yay|ending|plot|story|acting|music|score|soundtrack"
    r"|visuals|effects|pacing|script"
    r"|cast|cinematography|direction|dialogue|performances)\b)"
    r"|\s(?:reviews?|any good|worth (?:it|watching|seeing)|good or bad|ratings?|opinions?)\b)",
    re.IGNORECASE,
)
OTHER_WORK = re.compile(r"\bwhat (?:else|other \w+)\b.*\b(?:in|done|made|make|direct\w*)\W*$|\b(?:her|his"
                        r"|their) other (?:films|movies|work|stuff|roles)\b", re.IGNORECASE)
PART_OF_FILM = re.compile(
    r"\b(?:scenes?|chases?|fights?|action|stunts?|choreography|opening|sequel|remake|kids|children|villains?"
    r"|hero(?:es|ine)?|leads?|romance|violence|gore|nudity|atmosphere|chemistry|accents?)(?: scenes?)?"
    r"(?: (?:(?:any |really )?good|bad|great|worth it))?\W*$",
    re.IGNORECASE,
)
"""What is asked about a film and is no aspect: it leans on the film that was talked about."""
CHATTER = re.compile(
    r"(?:(?:cool|nice|great|awesome|thanks|thank you|thx|right|yes|no|well|wow)[.,!]+\s*"
    r"|(?:ok|okay|kk|lol|lmao|ha(?:ha)+|yo|ngl|tbh|thx|hm+|btw|um+|uh+)\b[.,!]*\s+)+(?=\S)",
    re.IGNORECASE,
)
"""Small talk before the question, behind which the question is read as if it stood alone."""
ABOUT_ACTING = either(
    r"\b(?:convincing|believable|oscar\w*|(?:good|great|bad|better|best|worst) (?:in|as)|can (?:he"
    r"|she) act)\b",
    r"\u2022 (?:any good|good|bad|great|as)\b|\bhow(?:'s| is| was| did| does) \u2022",
)
"""What is asked about a performer."""
HOW_THEY_DID = re.compile(
    r"\bhow (?:did|does|has|is|was|good (?:is|was)) \u2022[\u2022 ]*(?: do| doing| done| fare"
    r"| handle\w*)?\W*$|\bas (?:a )?director\b|\bgood job\b",
    re.IGNORECASE,
)
NEVER_MIND = re.compile(
    r"\b(?:never ?mind|forget|apart from|besides|aside from|leave|ignoring|not|no more"
    r"|enough) (?:about |with )?the \w+", re.IGNORECASE
)
"""What is told to be left out."""
PLAYED = re.compile(
    r"\b(?:how(?:'s| is| was| does| did| good (?:is|was))|what(?:'s| is| was)|is|was) \u2022[\u2022 ]*"
    r"(?: (?:do|fare|act|like|(?:any |very |that )?(?:good|great|bad|terrible|believable"
    r"|convincing)))? in (?!there\b|here\b|your\b|the (?:index|corpus|database))\S",
    re.IGNORECASE,
)
BACK = either(
    (
        r"\b(?:it|it's|its|this|that|that one|this one|the (?:film|movie|picture|same|one)|he|him|his|she"
        r"|her|hers|they|them|their|those two|both|the two)\b"
    ),
    (
        r"^(?:why|really|more|examples?|quotes?|such as|like what|for example|says who|how (?:so|come)"
        r"|go on|and)\b"
    ),
    (
        r"\b(?:quotes?|examples?|praise|criticism|complaints?|reviews?|why|worth|any good|recommend|else"
        r"|similar|best part|worst part|negatives?|positives?|downsides?)\b"
    ),
)
YEAR = re.compile(
    (
        r"\b(?:the )?(?:one (?:from|of) )?(?P<year>(?:18|19|20)\d\d)(?: (?:one|version|film|movie|remake"
        r"|original))?\b"
    ),
    re.IGNORECASE,
)
ORDINAL = re.compile(
    (
        r"\bthe (?P<which>first|1st|second|2nd|third|3rd|last|older|old|original|earlier|newer|new|newest"
        r"|oldest|latest|remake)(?: (?:one|film|movie|version))?\b"
    ),
    re.IGNORECASE,
)
DESCRIBED = re.compile(r"^(?:'s)?(?:\W|\band\b)*(?: ?[\w'-]+){0,2}? ?\b(?:one|film|movie|flick|version"
                       r"|picture|remake|vehicle)\b", re.IGNORECASE)
DESCRIBES_BEFORE = re.compile(r"\b(?:with|starring|by|from|featuring|directed by)\s+$", re.IGNORECASE)
DESCRIBES_AFTER = re.compile(
    r"^(?:'s)?\s+(?:one|film|movie|flick|version|picture|remake|vehicle)\b", re.IGNORECASE
)
