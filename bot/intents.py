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
    r"\bwho are you\b|\bwhat are you\b",
    r"\bwhat (?:can|should|may) i (?:ask|say|type|do (?:here|with))\b",
    r"\b(?:list|show)(?: me)? (?:the |your |all )*commands\b",
    (
        r"^(?:hi|hello|hey|hiya|yo|good (?:morning|evening|afternoon)|greetings|sup)(?: there| bot| all"
        r"| again)?[?!. ]*$"
    ),
    r"\bhow does this thing work\b",
    r"\bwho (?:made|built|created) (?:you|this)\b",
    r"^how (?:do|can|to) (?:(?:i|you|we) )?(?:search|find|ask|look|use|compare)\b",
    r"\bwhat(?: is|'s) this bot\b|^what(?: is|'s) this[?!. ]*$",
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
    r"\btop (?:\d+|ten|five|three)\b|^\W*(?:the )?(?:best|worst) of\b",
    r"\brank(?:ing|ings|ed)?\b|\bworst to best\b|\bbest to worst\b",
    rf"\b(?:(?<!your )favou?rite|\w{{3,}}iest|(?:best|worst)[- ]looking)(?:[- ]looking)? {_FILMS}\b",
    (
        rf"\b(?:which|what) {_FILMS} (?:has|have|had|got|is|are|was|were)\b.*\b(?:best|worst|most|least"
        rf"|\w+est)\b"
    ),
    rf"\b(?:which|what) {_FILMS} (?:do|did|does)\b.*\b(?:most|least|best)\b",
    rf"\b{_FILMS} with the (?:best|worst|most|least|\w+est)\b",
    r"\bwho (?:is|has|gets) the (?:best|worst|most)\b",
    r"\b(?:best|worst|highest|lowest)[- ](?:rated|reviewed)\b",
    (
        rf"\bwhat(?:'s| is| are) the (?:best|worst|funniest|scariest|saddest)(?: {_FILMS})?"
        r"(?:[?!. ]*$| (?:you|in here)\b)"
    ),
    r"\bwhich (?:is|was|one is) (?:the )?(?:best|worst|funniest|scariest)\b",
)
COMPARE = either(
    r"\bcompar\w+\b",
    r"\bversus\b|\bvs\b\.?",
    r"\bside by side\b",
    r"\bdifference between\b",
    r"\bthan\b|\bas \w+ as\b|\bprefer\w*\b|\u2022 ?[<>] ?\u2022",
    r"\bwhich\b.*\b(?:best|worst|most|least)\b",
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
    r"\brecommend\w*\b(?! (?:(?:me|us) )?(?:watching |seeing )?\u2022)",
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
    r"^similar\b|\bsimilar to\b",
    r"\b(?:what|something|anything|a film|a movie) (?:good )?(?:to watch|to see)\b",
    rf"^\W*(?:any|some)(?: (?:good|great|decent|nice|fun))? {_FILMS}\b",
    r"^\W*(?:some|any)thing \w+ for (?:tonight|the|a)\b",
    (
        r"^\W*(?:(?:can|could|do) you )?(?:please )?(?:gimme|give me|got|know|know of|find me|looking for"
        r"|(?:i |we )?(?:need|want)|i(?:'m| am)? looking for)(?: (?:a|an|any|some))?(?: [\w'-]+){0,4}?"
        rf" {_FILMS}\b"
    ),
)
REVIEWS_LIKE = re.compile(
    r"^.{0,40}?\b(?:similar (?:reviews?|opinions?|texts?) to|(?:reviews?|opinions?|texts?|ones)\b.{0,20}?"
    r"\b(?:like|similar to|resembling|close to|matching|that sounds? like|that reads? like))\b"
    r"(?: (?:this|the following|that|mine|my|one|these)\b)*(?: (?:review|text))?\s*[:\"\u201c-]*\s*"
    r"(?P<text>(?:\S+\s+){3,}\S+)$",
    re.IGNORECASE,
)
_WHERE = r"(?: (?:of|from|for|in|on) .+?)?"
_WHO = r"(?: reviews?| reviewers?| critics?| quotes?| people| ones)"
_SPEAK = (
    r"mention(?:s|ed|ing)?|talk(?:s|ed|ing)? about|speak(?:s|ing)? of|complain(?:s|ed|ing)? about"
    r"|prais(?:e|es|ing)|discuss(?:es|ing)?|say(?:s|ing)? something about|use(?:s|d)? the words?"
    r"|compar(?:es?|ed|ing) (?:it|this|them|anything) (?:to|with)"
)
SEARCH = re.compile(
    r"\b(?:"
    r"(?:(?:search|look|hunt)(?:ing)?(?: (?:the )?(?:reviews?|corpus))?(?: for)?"
    r"|(?:find|show|get|give|fetch|list)(?: me)?(?: (?:some|all|any|the))?"
    r"(?: (?:positive|negative|good|bad))?"
    rf"{_WHO}{_WHERE}(?: (?:that|which|who|where|they|people))*"
    rf"|(?:which|what|any|are there(?: any)?|do any|does any(?:one|body)?|who)(?: \w+)??{_WHO}?{_WHERE}"
    r"(?: (?:that|which|who|where))?)"
    rf"\s+(?P<verb>{_SPEAK}|about|with|for|on|call(?:s|ed|ing)? it)"
    # Said of reviews, these verbs can only tell what is in them.
    r"|(?<!what )(?<!why )(?<!how )(?:is any(?:one|body)|(?:do|are) (?:people|critics|reviewers))"
    rf"\s+(?:{_SPEAK})"
    rf"|(?:reviews?|reviewers?|critics?|quotes?){_WHERE}\s+"
    r"(?:(?:that|which|who) (?:say|says|said|call|calls|mentions?|mentioned|talks? about|speaks? of)"
    r"|mentioning|talking about|speaking of|complaining (?:about|that)|praising|saying|calling)"
    r"|who (?:says|said|calls|called)(?= [\"'\u201c])"
    r")\s+(?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
SEARCH_PLAIN = re.compile(
    (
        r"^(?:please |can you |could you )?(?:search|look up|look for|search for)[\s:]+(?:reviews? )?(?:for "
        r"|about )?(?P<phrase>(?:the )?(?:phrase|words?|sentence|expression) )?(?P<topic>.+?)[?!. ]*$"
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
    r"(?:what about|how about|what of|\band(?: (?:in|for|of))?\b|same for|also|then|in\b)",
    re.IGNORECASE,
)
WHICH_OF_THEM = either(
    r"\b(?:which|what|who)\b.*\b(?:better|worse|funnier|scarier|slower|sadder|best|worst|more \w+)\b",
    r"\b(?:which|what|who)\b.*\bprefer\w*\b",
)
COMPARATIVE = either(r"\b(?:better|worse|funnier|scarier|slower|sadder|longer)\b")
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
    r"(?! (?:stars?|out|times|critics|people)\b)",
    re.IGNORECASE,
)
NO_TITLE = re.compile(
    r"(?:it|its|this|that|these|those|they|them|he|she|him|her|you|ur|we|i|im|my|your|our|anything|something|nothing"
    r"|everything|any\w*|someone|some|everyone|is|was|are|were|do|does|did|how\w*|what\w*|why|who\w*|which|when|where"
    r"|can|could|would|will|should|show|find|give|get|got|tell|search|look|looking|need|want|more|most|other|good"
    r"|bad|best|worst|really|so|too|very|not|positive|negative|similar|critics?|reviewers?|people|reviews?|also"
    r"|(?:the |a |an )?(?:films?|movies?|bot|first|second|last|other|same)(?! \w))\b",
    re.IGNORECASE,
)
ABOUT_TITLE = re.compile(
    r"^\W*(?P<title>[^:?!]{1,60}?)\s*(?:[:?]\s|,\s|\s-+\s"
    r"|\s(?:reviews?|any good|worth (?:it|watching|seeing)|good or bad|ratings?|opinions?)\b)",
    re.IGNORECASE,
)
OTHER_WORK = re.compile(r"\bwhat (?:else|other \w+)\b.*\b(?:in|done|made|make|direct\w*)\W*$", re.IGNORECASE)
PART_OF_FILM = re.compile(
    r"\b(?:scenes?|chases?|fights?|action|stunts?|choreography|opening|sequel|remake|kids|children|villains?"
    r"|hero(?:es|ine)?|leads?|romance|violence|gore|nudity|atmosphere|chemistry|accents?)(?: scenes?)?"
    r"(?: (?:(?:any |really )?good|bad|great|worth it))?\W*$",
    re.IGNORECASE,
)
"""What is asked about a film and is no aspect: it leans on the film that was talked about."""
CHATTER = re.compile(
    r"(?:(?:cool|nice|great|awesome|thanks|thank you|thx|right|yes|no|well|wow)[.,!]+\s*"
    r"|(?:ok|okay|lol|lmao|ha(?:ha)+|yo|ngl|tbh|thx|hm+|btw|um+|uh+)\b[.,!]*\s+)+(?=\S)",
    re.IGNORECASE,
)
"""Small talk before the question, behind which the question is read as if it stood alone."""
PLAYED = re.compile(
    r"\b(?:how(?:'s| is| was| does| did| good (?:is|was))|is|was) \u2022[\u2022 ]*"
    r"(?: (?:do|fare|act|(?:any |very |that )?(?:good|great|bad|terrible|believable|convincing)))? in \S",
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
