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
    r"\byou are now\b|\bfrom now on\b|\bpretend (?:to be|you|that you)\b|\bact as\b|\brole-?play\b",
    (
        r"\b(?:repeat|say|print|output|write|echo|reply|respond|answer)\b (?:after me|exactly|only|with"
        r"|the words?|the following)"
    ),
    (
        r"\bjailbreak|\bDAN mode\b|\bdeveloper mode\b|\bsudo\b|\brm -rf\b|\bdrop table\b|<script"
        r"|\bapi key|\bbot token\b|\byour token\b"
    ),
    r"\b(?:ping|mention|tag) (?:everyone|every ?body|all|here)\b",
)
HOSTILE = either(
    r"\b(?:fuck|screw|damn) (?:you|u|off)\b",
    r"\bshut up\b",
    r"\bkill yourself\b|\bkys\b",
    (
        r"\byou(?:'re| are|r| r)? (?:a |an |so |such a |just )*(?:stupid|dumb|useless|idiot|garbage|trash"
        r"|moron|worthless|bot)\b"
    ),
    r"^(?:stupid|dumb|useless|idiot|bad) bot\b",
    r"\b(?:stupid|dumb|useless) bot\b",
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
    r"^(?:/?help|commands?|usage|info|menu|\?+)(?: me)?(?: please)?[?!. ]*$",
    r"^(?:can|could|would) you help(?: me)?(?: out)?[?!. ]*$",
    r"^(?:i need|need) (?:some )?help[?!. ]*$",
    r"\bwhat (?:can|do|else can|could) (?:you|u|this bot|the bot) (?:do|know|answer)\b",
    r"\bwhat are you (?:for|able)\b",
    (
        r"\bhow (?:do|can|does|should|to) (?:i |you |this |one )?(?:use|work with|talk to|ask) ?(?:you"
        r"|this|it|bot|the bot)?\b(?= ?(?:you|this|the bot|it|bot|u)?[?!. ]*$)"
    ),
    r"\bhow (?:do you|does (?:this|this bot|the bot|it)) work\b",
    r"\bwho are you\b|\bwhat are you\b",
    r"\bwhat (?:can|should|may) i (?:ask|say|type|do (?:here|with))\b",
    r"\b(?:list|show)(?: me)? (?:the |your |all )*commands\b",
    (
        r"^(?:hi|hello|hey|hiya|yo|good (?:morning|evening|afternoon)|greetings|sup)(?: there| bot| all"
        r"| again)?[?!. ]*$"
    ),
    r"\bhow does this thing work\b",
    r"\bwhat is this bot\b",
)

_FILMS = (
    r"(?:films?|movies?|pictures?|flicks?|comed(?:y|ies)|dramas?|thrillers?|horror|romances?"
    r"|documentar(?:y|ies)|ones?)"
)
RANK = either(
    (
        rf"\b(?:best|worst|top|greatest|funniest|scariest|saddest|highest|lowest|slowest|weakest|strongest"
        rf"|finest|most \w+|least \w+|best[- ]\w+|worst[- ]\w+)\b.{{0,40}}\b{_FILMS}\b"
    ),
    r"\btop (?:\d+|ten|five|three)\b",
    r"\brank(?:ing|ings|ed)?\b",
    (
        rf"\b(?:which|what) {_FILMS} (?:has|have|had|got|is|are|was|were)\b.*\b(?:best|worst|most|least"
        rf"|\w+est)\b"
    ),
    rf"\b{_FILMS} with the (?:best|worst|most|least|\w+est)\b",
    r"\bwho (?:is|has|gets) the (?:best|worst|most)\b",
    r"\b(?:best|worst|highest|lowest)[- ](?:rated|reviewed)\b",
    r"\bwhat(?:'s| is| are) the (?:best|worst|funniest|scariest|saddest)\b",
    r"\bwhich (?:is|was|one is) (?:the )?(?:best|worst|funniest|scariest)\b",
)
COMPARE = either(
    r"\bcompar\w+\b",
    r"\bversus\b|\bvs\b\.?",
    r"\bside by side\b",
    r"\bdifference between\b",
    r"\bthan\b",
    (
        r"\b(?:which|what|who)(?:'s| is| was| one is| of (?:the|these) two is| one| film is| movie is"
        r"| film was)? (?:the )?(?:better|worse|funnier|scarier|slower|sadder|more \w+|liked more"
        r"|preferred)\b"
    ),
    r"\b(?:better|worse|funnier|scarier|slower|preferred?|stronger)\b.*\bor\b",
    r"\bhow (?:does|do|did) .+ (?:stack|hold) up (?:to|against)\b",
    r"\bor\b",
)
COMPARE_ALONE = either(
    r"\bcompar(?:e|es|ed|ing|ison)\b",
    r"\bversus\b|\bvs\b",
    r"\b(?:better|worse|funnier|scarier|slower|sadder) than\b",
)
RECOMMEND = either(
    r"\brecommend\w*\b",
    r"\bsuggest(?:ion|ions)?\b",
    r"\bwhat (?:should|could|shall|can) (?:i|we) (?:watch|see|rent)\b",
    (
        rf"\b(?:{_FILMS}|something|anything|stuff|more|else|others?) (?:(?:are|is|feel) )?(?:like"
        rf"|similar to|in the (?:vein|style|spirit) of|along the lines of|that (?:is|are|feels?) like)\b"
    ),
    rf"\bsimilar {_FILMS}\b",
    r"\b(?:anything|something|more) similar\b",
    r"\bif (?:i|you|we) (?:like|liked|love|loved|enjoyed|enjoy)\b",
    r"\b(?:what|which) (?:else|other films?|other movies?)\b.*\b(?:like|similar|watch|enjoy)\b",
    rf"\b{_FILMS} (?:similar|close|comparable) to\b",
    r"\bi (?:just )?(?:loved|liked|enjoyed)\b.*\b(?:what (?:else|next|now)|more|another|next)\b",
    r"\bmore like (?:it|this|that)\b",
    r"\bwhat (?:else|next)(?: (?:should|can|could|would|do|to)\b|[?!. ]*$)",
    r"\b(?:in the )?mood for\b",
    r"^similar (?:to )?\b",
    r"\bwhat to watch\b",
    r"\bgive me (?:a|some|something) .*\bto watch\b",
)
REVIEWS_LIKE = re.compile(
    r"^.{0,40}?\b(?:reviews?|opinions?|texts?|ones)\b.{0,20}?"
    r"\b(?:like|similar to|resembling|close to|matching|that sounds? like|that reads? like)\b"
    r"(?: (?:this|the following|that|mine|my|one|these)\b)*(?: (?:review|text))?\s*[:\"\u201c-]*\s*"
    r"(?P<text>(?:\S+\s+){3,}\S+)$",
    re.IGNORECASE,
)
_WHERE = r"(?: (?:of|from|for|in|on) .+?)?"
_WHO = r"(?: reviews?| reviewers?| critics?| quotes?| people| ones)"
SEARCH = re.compile(
    r"\b(?:(?:search|look|hunt)(?:ing)?(?: (?:the )?(?:reviews?|corpus))?(?: for)?"
    r"|(?:find|show|get|give|fetch|list)(?: me)?(?: (?:some|all|any|the))?"
    r"(?: (?:positive|negative|good|bad))?"
    rf"{_WHO}{_WHERE}(?: (?:that|which|who|where|they|people))*"
    rf"|(?:which|what|any|are there(?: any)?|do any|does any(?:one|body)?|who)(?: \w+)?{_WHO}?{_WHERE}"
    r"(?: (?:that|which|who|where))?)"
    r"\s+(?P<verb>mention(?:s|ed|ing)?|talk(?:s|ed|ing)? about|speak(?:s|ing)? of"
    r"|complain(?:s|ed|ing)? about|prais(?:e|es|ing)|discuss(?:es|ing)?|say(?:s|ing)? something about"
    r"|use(?:s|d)? the words?"
    r"|about|with|for|on|call(?:s|ed|ing)? it)\s+(?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
SEARCH_PLAIN = re.compile(
    (
        r"^(?:please |can you |could you )?(?:search|look up|look for|search for)\s+(?:reviews? )?(?:for "
        r"|about )?(?P<topic>.+?)[?!. ]*$"
    ),
    re.IGNORECASE,
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
CONTINUES = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|also|then|yes|hm+|now|cool|great|nice|thanks|thank you)\b[,.! ]*)*"
    r"(?:what about|how about|what of|\band(?: (?:in|for|of))?\b|same for|also|then)",
    re.IGNORECASE,
)
COMPARATIVE = either(r"\b(?:better|worse|funnier|scarier|slower|sadder|longer)\b")
ABOUT_TITLE = re.compile(
    r"^\W*(?P<title>[^:?!]{1,60}?)\s*(?:[:?]\s|,\s|\s-+\s"
    r"|\s(?:reviews?|any good|worth (?:it|watching|seeing)|good or bad|ratings?|opinions?)\b)",
    re.IGNORECASE,
)
PLAYED = re.compile(
    r"\bhow(?:'s| is| was| does| did| good (?:is|was)) \u2022[\u2022 ]*(?: (?:do|fare|act))? in \S",
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
DESCRIBES_BEFORE = re.compile(r"\b(?:with|starring|by|from|featuring|directed by)\s+$", re.IGNORECASE)
DESCRIBES_AFTER = re.compile(
    r"^(?:'s)?\s+(?:one|film|movie|flick|version|picture|remake|vehicle)\b", re.IGNORECASE
)
