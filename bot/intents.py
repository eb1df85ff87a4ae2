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
    r"\b(?:ping|mention|tag) @?(?:everyone|every ?body|all|here)\b|@(?:everyone|here)\b",
    r"\b(?:disregard|ignore) (?:your|all|any|the|my|these|those|every\w*)?.{0,20}\b(?:guidelines?|rules?|instructions?|orders?|safety|filters?|above|training)\b",
    r"\b(?:you must|must now|always|only) (?:now )?(?:answer|respond|reply)\b|\banswer every (?:message|question)\b",
    r"\bfree nitro\b|\bclick (?:here|this|the link|to claim|steam\w*)|\bclaim (?:your|a free)|\bgiveaway\b|\bairdrop\b|\bdot (?:ru|gift)\b",
    r"\bSYSTEM ?:|\bassistant ?[,:]|\b(?:no|without|remove|disable) (?:your |the |any |all )?(?:filters?|restrictions?|guardrails|limits)\b",
    r"\b(?:reveal|leak|dump|show me|give me|print|what(?:'s| is|s)) (?:me )?(?:your |the )?(?:hidden |secret |internal |system )?(?:prompt|instructions|config(?:uration)?|credentials|password|source code|environment variables|env vars?)\b",
    r"\b(?:new|updated) (?:instructions?|rules|persona|task|orders) ?:",
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
    r"\b(?:stupid|dumb|useless|worst|trash|garbage|idiot\w*|dumbest|shitty|crappy|lousy|terrible) (?:fucking |ass )?(?:bot|robot|toaster|machine)\b(?!.*\?)",
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
    r"\bwho are you\b|\bwhat are you\b|^\W*who(?:'s| is)? this\W*$|\bwhat (?:even )?are you (?:even )?for\b|\bwhat'?s your (?:deal|purpose|job)\b",
    r"\bnew here\b.{0,40}\bhow\b|\bhow (?:do|can|should) (?:i|we|you) (?:even |actually )?(?:use|work|operate|talk to) (?:this|you|it|that)(?: (?:thing|bot|one))?\b",
    r"\bwhat (?:can|should|may) i (?:ask|say|type|do (?:here|with))\b",
    r"\b(?:list|show)(?: me)? (?:the |your |all )*commands\b",
    (
        r"^(?:hi|hello|hey|hiya|yo|good (?:morning|evening|afternoon)|greetings|sup|heya+|howdy|hallo|hola|wassup|what'?s up)(?: there| bot| all| everyone| friend| mate"
        r"| again)?[?!. ]*$"
    ),
    r"\bhow does this thing work\b",
    r"\bwho (?:made|built|created) (?:you|this)\b",
    r"^how (?:do|can|to) (?:(?:i|you|we) )?(?:search|find|ask|look|use|compare)\b",
    r"\bwhat(?: is|'s) this bot\b|^what(?: is|'s) this[?!. ]*$",
)

_GENRE = (
    r"comed(?:y|ies)|dramas?|thrillers?|horrors?|romances?|rom-?coms?|documentar(?:y|ies)|docus?|docs?|cartoons?"
    r"|animations?|animes?|musicals?|westerns?|biopics?|myster(?:y|ies)|sci-?fi|tear-?jerkers?|weepies?|slashers?|chick flicks?"
    r"|blockbusters?|sequels?|remakes?|adaptations?"
)
_FILM = rf"(?:films?|movies?|pictures?|flicks?|titles?|releases?|{_GENRE})"
_FILMS = rf"(?:{_FILM}|ones?|horror)"
_NO_SUPERLATIVE = (
    r"(?!inter|hon|mod|for|sugg|cont|requ|prot|temp|rest|test|nest|west|guest|quest|chest|latest|earliest|tempest|fest|arrest|rest|request|digest|invest)"
)
_EST = rf"(?:{_NO_SUPERLATIVE}[a-z]{{2,}}est)"
_SUPER = (
    rf"(?:best|worst|top|bottom|greatest|finest|most|least|{_EST}|all[- ]time)"
)
SUPERLATIVE = either(rf"\b{_SUPER}\b")
_SUBJECT = (
    r"(?:acting|acted|performances?|cast|actors?|actress(?:es)?|directors?|story|plots?|scripts?|written|writing|dialogue|ending"
    r"|directed|direction|visuals?|looking|effects|cgi|cinematography|shot|music|scores?|soundtracks?|songs|pac(?:ed|ing)|edited"
    r"|laughs?|scares?|reviewed|reviews?|rated|ratings?|received|reception|loved|hated|liked|disliked|praised|panned|acclaimed"
    r"|boring|watchable|film-?makers?)"
)
_STUFF = (
    r"(?:thing|stuff|one|joint|slog|watch|experience|offering|entry|effort|work|ride|crap|garbage|trash|schlock|gem"
    r"|snoozefest|snoozer|snooze|heartbreaker|mess|failure|disaster|debut|story|sob story|weepie|gorefest|shocker)s?"
)
RANK = either(
    rf"\b{_SUPER}\b.{{0,40}}\b{_FILMS}\b",
    rf"\b{_SUPER}[- ](?:\w+[- ]){{0,2}}?{_SUBJECT}\b",
    rf"\b{_SUPER} {_STUFF} (?:you|in|from|of|on|out|here|around|i can|ever|go)\b",
    rf"\b(?:got|gets|was|were|did|fared|do|does) \w+(?: the)? (?:hardest|most|worst|best|least)\b|\branks? (?:highest|lowest|best|worst|top)\b",
    r"\b(?:top|bottom) (?:\d+|ten|five|three|rated|tier)\b|^\W*(?:the )?(?:best|worst) of\b",
    r"\brank(?:ing|ings|ed)?\b|\bworst to best\b|\bbest to worst\b|\bleaderboard\b|\bhall of (?:fame|shame)\b|\bbottom \d+\b",
    rf"\b(?:(?<!your )favou?rite)(?:[- ]looking)? {_FILMS}\b",
    rf"\b(?:which|what) {_FILMS}\b.{{0,60}}\b{_SUPER}\b",
    rf"\b{_FILMS} with the {_SUPER}\b",
    rf"\bwho (?:is|has|gets|got|gave|gives|had|was|tops)(?: the)? {_SUPER}\b",
    r"\b(?:highest|lowest|best|worst)[- ](?:rated|reviewed)\b",
    rf"\bwhat(?:'s| is| are| was) the (?:single |absolute |very )?{_SUPER}(?: {_FILMS})?(?:[?!. ]*$| (?:you|in here|of|from|by|according)\b)",
    rf"\bwhich (?:is|was|one is) (?:the )?{_SUPER}\b",
    rf"\b(?:which|what) (?:of )?(?:the |his |her |their )?\u2022[\u2022 ]*(?:'s? |’s? )?(?:\w+ )?{_FILMS}\b.*\b{_SUPER}\b",
    rf"\b(?:big(?:gest)?|worst|total|complete|absolute) (?:flops?|turkeys?|stinkers?|disasters?|bombs?|duds?|hits?|trainwrecks?)\b",
    rf"^\W*(?:the )?{_SUPER}(?: {_SUBJECT})?\W*$",
    rf"\b(?:order|sort|list) (?:all )?(?:the |your )?.{{0,30}}\bby\b",
)
_ABLE = (
    r"better|worse|funnier|scarier|slower|sadder|longer|shorter|warmer|faster|quicker|prettier|darker|creepier|smarter|dumber"
    r"|weaker|stronger|nicer|kinder|harsher|higher|lower|tenser|duller|sillier|more \w+|less \w+"
)
COMPARE = either(
    r"\bcompar\w+\b",
    r"\bversus\b|\bvs\b\.?|\bv\.? \u2022",
    r"\bside[- ]by[- ]side\b|\bhead[- ]to[- ]head\b|\bnext to (?:each|one)\b",
    r"\bdifferences?\b",
    r"\bthan\b(?! (?:they|people|everyone|i|you|critics|advertised|expected|ever|\d))|\bas \w+ as (?:the )?\u2022|\bprefer\w*\b|\u2022 ?[<>] ?\u2022",
    rf"\b(?:which|who|whose|what)\b.*\b(?:{_SUPER}|{_ABLE})\b",
    r"\b(?:which|who|whose)(?:'s| is| was| one)?\b.*\b(?:won|wins?|got|gets|better|did|liked|ahead|fared|edge|comes? out)\b",
    rf"\b(?:{_ABLE})\b.*\bor\b|\b(?:{_ABLE})\?*$",
    r"\b(?:stack|hold|measure|match) up\b|\b(?:stack|put|set|pit)\b.*\b(?:against|next to|beside|alongside)\b",
    r"\bagainst\b|\bbeats?\b|\bbetween\b|\boutdo\w*\b|\bwho wins\b|\bwhich (?:one|of)\b|\btorn\b|\bpick one\b|\bdecide\b",
    r"\u2022[^.?!]*\bor\b[^.?!]*\u2022",
)
COMPARE_ALONE = either(
    r"\bcompar(?:e|es|ed|ing|ison)\b(?! (?:it|this|them) to\b.*\breviews?\b)",
    rf"\b(?:{_ABLE}) (?:\w+ )?than\b(?! (?:they|people|everyone|every|i|you|critics|reviewers|advertised|expected|ever|he|she|all|\d)\b)"
    r"|\bas \w+ as (?:the )?(?:\u2022|(?:first|other|original|last|previous)\b)"
    r"|\b(?:does|did|is|was|can|could) (?:it|that|he|she|this) (?:beat|top|outdo|surpass)\b|\bbeats?\b (?:it|\u2022)"
    r"|\bbetter or worse\b",
    r"\b(?:stack|put|set|pit|hold) (?:\w+ ){0,3}?(?:up )?(?:against|next to|beside|alongside|side by side)\b|\bside[- ]by[- ]side\b",
    r"\b(?:stack|measure|hold) up (?:against|to|vs|versus|with|next to)\b",
)
WHICH_OF_THEM = either(
    rf"\b(?:which|what|who|whose)\b.*\b(?:{_SUPER}|{_ABLE}|won|wins)\b",
    r"\b(?:which|what|who)\b.*\bprefer\w*\b",
    r"\bwhich (?:one|of (?:them|those|the (?:two|three|lot)|em|these|both))\b",
    r"\b(?:those|these|the) two\b.*\b(?:better|worse|compare|side)\b|\bof (?:the|those|these|them) ?(?:two|three|both)?\b.*\bwhich\b|\bof (?:the|those|these) (?:two|three)\b",
)
COMPARATIVE = either(
    rf"\b(?:{_ABLE})\b", r"\b(?:who|which)\b.*\b(?:like|liked|love|loved|praise|praised|prefer\w*)\b.*\b(?:more|better|most|best)\b"
)
HOW_MUCH = either(r"\b(?:get|gets|any|feel|even|much|is it|does it get) better\b(?! (?:in|than))", r"\bmore (?:about|on|info|details|like|of|reviews|quotes)\b", r"\bless than \d")
_LIKING = (
    r"(?:like|similar to|in the (?:vein|style|spirit|mould|mold|line|same vein|manner) (?:of|as)|along the lines of|that (?:is|are|feels?) like"
    r"|as \w+ as|close to|comparable to|reminiscent of|akin to)"
)
RECOMMEND_LIKE = either(
    rf"\b(?:{_FILMS}|something|smth|anything|stuff|more|else|others?|another|what(?:'s| is)|shows?|some|similar)\b(?: (?:good|fun|nice|else|out there|really|just|kind of|sort of|\w+y|more|that|which))* (?:(?:are|is|feel|feels|be|were) )?{_LIKING}",
    r"\b(?:same|similar|similarly|comparable) (?:\w+ )?(?:vibes?|feel(?:ing)?|mood|energy|style|spirit|vein|tone|flavou?r|kind|sort|genre|line|ballpark|atmosphere)\b",
    r"\b(?:if|since|because|as) (?:i|you|we|someone|he|she|they|my \w+|your \w+)? ?(?:really |just |also |absolutely )?(?:like|liked|love|loved|enjoy|enjoyed|adore|adored|dig|dug|am into|was into)\b",
    r"\bif \u2022.{0,20}\bwas my (?:thing|jam|cup of tea)\b",
    r"\b(?:what|which|any|anything|something) (?:else|other|next|more|similar|comparable)\b.*\b(?:like|similar|watch|enjoy|see|try|there|got|recommend|suggest|good|in)\b",
    rf"\b{_FILMS} (?:similar|close|comparable) to\b",
    r"\b(?:loved?|liked?|enjoyed?|adored?|dug|big fan of|fan of|into|obsessed with|finished|saw|watched|devoured)\b.*\b(?:what (?:else|next|now|other|should)|more(?! than)(?!\W*$)|another|similar|anything|something|recs?|recommend\w*|suggest\w*|follow[- ]?up)\b",
    r"\bmore (?:like|of) (?:it|this|that|those|these|the same)\b|\bmore (?:films|movies|stuff) like\b",
    r"\b(?:anything|something|any|some|another|more|else) (?:\w+ )?(?:similar|comparable|like (?:it|that|this))\b",
    r"^\W*similar\b|\bsimilar to\b|\bwatch (?:after|next)\b|\bwhat(?:'s| is| to \w+)? next\b|\bfollow[- ]?up to\b",
    r"\brecs?\b (?:like|similar|based|if)\b",
)
"""Signs that films like the named one are wanted."""
RECOMMEND = either(
    r"\brecommend(?:ations?|s|ed|ing)?\b(?! (?:(?:me|us) )?(?:watching |seeing )?\u2022)(?! (?:it|that|this|him|her)\b)",
    r"\bsuggest(?:ion|ions|s)?\b|\brecs?\b|\breccs?\b",
    r"\bwhat (?:should|could|shall|can|do|would|to|movie should|film should) ?(?:i|we|you)? ?(?:watch|see|rent|stream|put on|pick|suggest|recommend)\b",
    r"\bwhat(?:'s| is) (?:a )?(?:good |fun |nice )?(?:to watch|worth watching|good tonight|worth seeing|on tonight)\b",
    rf"\bsimilar {_FILMS}\b",
    r"\b(?:in (?:the|a) )?mood for\b|\b(?:feel like|fancy|crav(?:e|ing)|up for|dying for|could use|could do with|jonesing for)\b.{0,40}",
    r"\b(?:what|something|anything|a film|a movie|stuff|flick|one) (?:\w+ )?(?:to watch|to see|to put on|to rent|to stream|for (?:tonight|a|the|my|our|date|movie|family|halloween|christmas))\b",
    rf"^\W*(?:any|some)(?: [\w'-]+){{0,4}}? {_FILMS}\b",
    r"\b(?:some|any)thing (?:\w+ (?:and |but |or )?){0,3}\w+ (?:for|to|that|with|about|where)\b|^\W*(?:some|any)thing (?:\w+,? ?(?:and|but|or)? ?){1,4}\W*$",
    (
        r"\b(?:give me|gimme|got|know|know of|find me|find us|find|looking for|look for|need|want|wanna see|wanna watch|hit (?:me|us) with|throw (?:me|us)"
        r"|pick(?: me| us)?|point me (?:to|at|towards)|show me|have you got|do you have|are there|is there|hand me|sell me|pitch me|choose(?: me)?|surprise me with|after|dig up)"
        rf"\b(?: (?:a|an|any|some|one|the|me|us))*(?: [\w',-]+){{0,5}}? (?:{_FILM}|something|anything)\b"
    ),
    r"\b(?:give me|gimme|need|want|hit (?:me|us) with|looking for|find me|pick|got)\b(?: (?:a|an|some|any))? (?:[\w'-]+,? ){1,4}one\b",
    r"\b(?:good|proper|decent|nice) (?:scare|laugh|cry|sob|chuckle|fright|giggle)\b|\bideas for (?:a|some) \w+\b",
    r"\bmovie night\b|\bdate night\b|\bsurprise me\b|\bcheer me up\b|\b(?:film|movie) for (?:tonight|a|the|my|our|us)\b",
    r"\b(?:good|nice|great|fun|decent|solid)(?: [\w'-]+){0,3} (?:for|to watch|to put on|to see|to stream) (?:tonight|tonite|with|on|a|the|my|this)\b",
    rf"\bworth (?:watching|seeing)\b.{{0,20}}\b{_FILMS}\b|\b{_FILM} worth (?:watching|seeing|checking)\b|\bwatch tonight\b",
)
_ASKED_TEXT = r"(?P<text>(?:\S+\s+){2,}\S+)$"
_THIS = r"(?:(?: (?:this|the following|that|mine|my|our|one|these|what i wrote|here))+\b)"
REVIEWS_LIKE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"^.{0,60}?\b(?:similar (?:reviews?|opinions?|texts?|blurbs?|takes|snippets?) to|(?:reviews?|opinions?|texts?|ones|blurbs?|takes|snippets?|critics?|anyone|anybody|any|something|anything|quotes?)\b.{0,24}?"
            r"\b(?:like|similar to|resembl\w+|close to|match\w*|along the lines of|in the vein of|that sounds? like|that reads? like|agree\w* with|echo\w*))\b"
            rf"(?:{_THIS})?(?: (?:review|text|one|take|paragraph|blurb))?(?: (?:of mine|i wrote|please|pls))?\s*[:\"\u201c>-]+\s*{_ASKED_TEXT}"
        ),
        (
            r"^.{0,40}?\b(?:similar (?:reviews?|opinions?|texts?) to|(?:reviews?|opinions?|texts?)\b.{0,20}?"
            r"\b(?:like|similar to|resembling|close to|matching|that sounds? like|that reads? like))\b"
            rf"(?:{_THIS})?(?: (?:review|text))?\s*[:\"\u201c-]*\s*(?P<text>(?:\S+\s+){{3,}}\S+)$"
        ),
        rf"^\W*(?:similar to|like|match|find (?:matches|ones) for|compare)(?:{_THIS})\b[^:\u2022]{{0,30}}?(?:[:>\"\u201c]+\s*| (?:please|pls|plz)[,.:]?\s+){_ASKED_TEXT}",
        r"^\W*[\"\u201c](?P<text>[^\"\u201d]{20,})[\"\u201d]\W*(?=.{0,60}\b(?:like|lines|similar|resembl\w+|match\w*|same|sound\w*|agree\w*|alike|more|else|that)\b)(?=.{0,80}$)",
        (
            r"^.{0,80}?\b(?:i (?:put|posted|wrote|left|typed|said|scribbled)|my (?:own )?(?:review|take|blurb|notes?|letterboxd)|here(?:'s| is) (?:my|what)|wrote this)\b"
            r"[^:>\"\u201c]{0,80}?[:>\"\u201c]+\s*(?P<text>(?:\S+\s+){4,}\S+)$"
        ),
        r"^.{0,60}?\b(?:reviews?|opinions?|blurbs?|snippets?|critics?|takes?)\b[^:\"]{0,40}?[:>]\s*[\"\u201c](?P<text>[^\"\u201d]{20,})[\"\u201d]?\W*$",
    )
)
QUOTED = re.compile(r"[\"\u201c](?P<text>[^\"\u201d]{12,})[\"\u201d]|[:>]\s+(?P<other>\S.{20,})$")
ASKS = re.compile(
    r"\b(?:what (?:did|do|does|should|would|else|other|is|are)|is it|was it|any (?:good|recs)|recommend|suggest\w*|compare|better than"
    r"|how(?:'s| is| was| did| do)|did (?:critics|people|they|anyone|reviewers)|do (?:critics|people|they|reviewers)|worth|tell me|give me|find me|show me)\b",
    re.IGNORECASE,
)
"""A question asked somewhere in a long message, question mark or not."""
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
    r"(?:what about|how about|what of|\band(?: (?:in|for|of))?\b|same for|also|then|in\b)",
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
    r"(?:or|and|but|not|just|only|even|if|because|it|its|this|that|these|those|they|them|he|she|him|her|you|ur|we|i|im|my|your|our|anything|something|nothing"
    r"|everything|any\w*|someone|some|everyone|is|was|are|were|do|does|did|how\w*|what\w*|why|who\w*|which|when|where"
    r"|can|could|would|will|should|show|find|give|get|got|tell|search|look|looking|need|want|more|most|other|good"
    r"|bad|best|worst|really|so|too|very|not|positive|negative|similar|critics?|reviewers?|people|reviews?|also"
    r"|(?:the |a |an )?(?:films?|movies?|bot|first|second|last|other|same)(?! \w))\b",
    re.IGNORECASE,
)
ABOUT_TITLE = re.compile(
    r"\W*(?P<title>[^:?!]{1,60}?)\s*(?:[:?!.]+\s|,\s|\s=\s|\s-+\s|\s\(|\.{2,}\s|\s(?=(?:does|is|was|did|do|how|how's|why|were|are|by|starring|with|worth|yay)\b)"
    r"|\s(?:reviews?|any good|worth (?:it|watching|seeing)|good or bad|ratings?|opinions?)\b)",
    re.IGNORECASE,
)
OTHER_WORK = re.compile(r"\bwhat (?:else|other \w+)\b.*\b(?:in|done|made|make|direct\w*)\W*$|\b(?:her|his|their) other (?:films|movies|work|stuff|roles)\b", re.IGNORECASE)
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
HOW_THEY_DID = re.compile(
    r"\bhow (?:did|does|has|is|was|good (?:is|was)) \u2022[\u2022 ]*(?: do| doing| done| fare| handle\w*)?\W*$|\bas (?:a )?director\b|\bgood job\b",
    re.IGNORECASE,
)
NEVER_MIND = re.compile(
    r"\b(?:never ?mind|forget|apart from|besides|aside from|leave|ignoring|not|no more|enough) (?:about )?the \w+", re.IGNORECASE
)
"""What is told to be left out."""
PLAYED = re.compile(
    r"\b(?:how(?:'s| is| was| does| did| good (?:is|was))|what(?:'s| is| was)|is|was) \u2022[\u2022 ]*"
    r"(?: (?:do|fare|act|like|(?:any |very |that )?(?:good|great|bad|terrible|believable|convincing)))? in (?!there\b|here\b|your\b|the (?:index|corpus|database))\S",
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
DESCRIBED = re.compile(r"^(?:'s)?(?:\W|\band\b)*(?: ?[\w'-]+){0,2}? ?\b(?:one|film|movie|flick|version|picture|remake|vehicle)\b", re.IGNORECASE)
DESCRIBES_BEFORE = re.compile(r"\b(?:with|starring|by|from|featuring|directed by)\s+$", re.IGNORECASE)
DESCRIBES_AFTER = re.compile(
    r"^(?:'s)?\s+(?:one|film|movie|flick|version|picture|remake|vehicle)\b", re.IGNORECASE
)
