"""Signs that films or people are compared or ranked, or that somebody wants something to watch."""

from .phrases import either

_GENRE = (
    r"comed(?:y|ies)|dramas?|thrillers?|horrors?|romances?|rom-?coms?|documentar(?:y|ies)|docus?|docs?"
    r"|cartoons?"
    r"|animations?|animes?|musicals?|westerns?|biopics?|myster(?:y|ies)|sci-?fi|tear-?jerkers?|weepies?"
    r"|slashers?|chick flicks?"
    r"|blockbusters?|sequels?|remakes?|adaptations?"
)
_FILM = rf"(?:films?|movies?|pictures?|flicks?|titles?|releases?|{_GENRE})"
_FILMS = rf"(?:{_FILM}|ones?|horror)"
_NO_SUPERLATIVE = (
    r"(?!inter|hon|mod|for|sugg|cont|requ|prot|temp|rest|test|nest|west|guest|quest|chest|latest|earliest"
    r"|tempest|fest|arrest|rest|request|digest|invest)"
)
_EST = rf"(?:{_NO_SUPERLATIVE}[a-z]{{2,}}est)"
_SUPER = (
    rf"(?:best|worst|top|bottom|greatest|finest|most|least|{_EST}|all[- ]time)"
)
SUPERLATIVE = either(rf"\b{_SUPER}\b")
_SUBJECT = (
    r"(?:acting|acted|performances?|cast|actors?|actress(?:es)?|directors?|story|plots?|scripts?|written"
    r"|writing|dialogue|ending"
    r"|directed|direction|visuals?|looking|effects|cgi|cinematography|shot|music|scores?|soundtracks?|songs"
    r"|pac(?:ed|ing)|edited"
    r"|laughs?|scares?|reviewed|reviews?|rated|ratings?|received|reception|loved|hated|liked|disliked"
    r"|praised|panned|acclaimed"
    r"|boring|watchable|film-?makers?)"
)
_STUFF = (
    r"(?:thing|stuff|one|joint|slog|watch|experience|offering|entry|effort|work|ride|crap|garbage|trash"
    r"|schlock|gem"
    r"|snoozefest|snoozer|snooze|heartbreaker|mess|failure|disaster|debut|story|sob story|weepie|gorefest"
    r"|shocker)s?"
)
RANK = either(
    rf"\b{_SUPER}\b.{{0,40}}\b{_FILMS}\b",
    rf"\b{_SUPER}[- ](?:\w+[- ]){{0,2}}?{_SUBJECT}\b",
    rf"\b{_SUPER} {_STUFF} (?:you|in|from|of|on|out|here|around|i can|ever|go)\b",
    r"\b(?:got|gets|was|were|did|fared|do|does) \w+(?: the)? (?:hardest|most|worst|best|least)\b"
    r"|\branks? (?:highest|lowest|best|worst|top)\b",
    r"\b(?:top|bottom) (?:\d+|ten|five|three|rated|tier)\b|^\W*(?:the )?(?:best|worst) of\b",
    r"\brank(?:ing|ings|ed)?\b|\bworst to best\b|\bbest to worst\b|\bleaderboard\b|\bhall of (?:fame"
    r"|shame)\b|\bbottom \d+\b",
    rf"\b(?:(?<!your )favou?rite)(?:[- ]looking)? {_FILMS}\b",
    rf"\b(?:which|what) {_FILMS}\b.{{0,60}}\b{_SUPER}\b",
    rf"\b{_FILMS} with the {_SUPER}\b",
    rf"\bwho (?:is|has|gets|got|gave|gives|had|was|tops)(?: the)? {_SUPER}\b",
    r"\b(?:highest|lowest|best|worst)[- ](?:rated|reviewed)\b",
    rf"\bwhat(?:'s| is| are| was) the (?:single |absolute |very )?{_SUPER}(?: {_FILMS})?(?:[?!. ]*$| (?:you"
    rf"|in here|of|from|by|according)\b)",
    rf"\bwhich (?:is|was|one is) (?:the )?{_SUPER}\b",
    rf"\b(?:which|what) (?:of )?(?:the |his |her |their )?\u2022[\u2022 ]*(?:'s? "
    rf"|’s? )?(?:\w+ )?{_FILMS}\b.*\b{_SUPER}\b",
    r"\b(?:big(?:gest)?|worst|total|complete|absolute) (?:flops?|turkeys?|stinkers?|disasters?|bombs?"
    r"|duds?|hits?|trainwrecks?)\b",
    rf"^\W*(?:the )?{_SUPER}(?: {_SUBJECT})?\W*$",
    r"\b(?:order|sort|list) (?:all )?(?:the |your )?.{0,30}\bby\b",
)
_ABLE = (
    r"better|worse|funnier|scarier|slower|sadder|longer|shorter|warmer|faster|quicker|prettier|darker"
    r"|creepier|smarter|dumber"
    r"|weaker|stronger|nicer|kinder|harsher|higher|lower|tenser|duller|sillier|more \w+|less \w+"
)
COMPARE = either(
    r"\bcompar\w+\b",
    r"\bversus\b|\bvs\b\.?|\bv\.? \u2022",
    r"\bside[- ]by[- ]side\b|\bhead[- ]to[- ]head\b|\bnext to (?:each|one)\b",
    r"\bdifferences?\b",
    r"\bthan\b(?! (?:they|people|everyone|i|you|critics|advertised|expected|ever|\d))"
    r"|\bas \w+ as (?:the )?\u2022|\bprefer\w*\b|\u2022 ?[<>] ?\u2022",
    rf"\b(?:which|who|whose|what)\b.*\b(?:{_SUPER}|{_ABLE})\b",
    r"\b(?:which|who|whose)(?:'s| is| was| one)?\b.*\b(?:won|wins?|got|gets|better|did|liked|ahead|fared"
    r"|edge|comes? out)\b",
    rf"\b(?:{_ABLE})\b.*\bor\b|\b(?:{_ABLE})\?*$",
    r"\b(?:stack|hold|measure|match) up\b|\b(?:stack|put|set|pit)\b.*\b(?:against|next to|beside"
    r"|alongside)\b",
    r"\bagainst\b|\bbeats?\b|\bbetween\b|\boutdo\w*\b|\bwho wins\b|\bwhich (?:one|of)\b|\btorn\b"
    r"|\bpick one\b|\bdecide\b",
    r"\u2022[^.?!]*\bor\b[^.?!]*\u2022",
)
COMPARE_ALONE = either(
    r"\bcompar(?:e|es|ed|ing|ison)\b(?! (?:it|this|them) to\b.*\breviews?\b)",
    rf"\b(?:{_ABLE}) (?:\w+ )?than\b(?! (?:they|people|everyone|every|i|you|critics|reviewers|advertised"
    rf"|expected|ever|he|she|all|\d)\b)"
    r"|\bas \w+ as (?:the )?(?:\u2022|(?:first|other|original|last|previous)\b)"
    r"|\b(?:does|did|is|was|can|could) (?:it|that|he|she|this) (?:beat|top|outdo|surpass)\b"
    r"|\bbeats?\b (?:it|\u2022)"
    r"|\bbetter or worse\b",
    r"\b(?:stack|put|set|pit|hold) (?:\w+ ){0,3}?(?:up )?(?:against|next to|beside|alongside"
    r"|side by side)\b|\bside[- ]by[- ]side\b",
    r"\b(?:stack|measure|hold) up (?:against|to|vs|versus|with|next to)\b",
)
WHICH_OF_THEM = either(
    rf"\b(?:which|what|who|whose)\b.*\b(?:{_SUPER}|{_ABLE}|won|wins)\b",
    r"\b(?:which|what|who)\b.*\bprefer\w*\b",
    r"\bwhich (?:one|of (?:them|those|the (?:two|three|lot)|em|these|both))\b",
    r"\b(?:those|these|the) two\b.*\b(?:better|worse|compare|side)\b|\bof (?:the|those|these|them) ?(?:two"
    r"|three|both)?\b.*\bwhich\b|\bof (?:the|those|these) (?:two|three)\b",
)
COMPARATIVE = either(
    rf"\b(?:{_ABLE})\b", r"\b(?:who|which)\b.*\b(?:like|liked|love|loved|praise|praised"
                         r"|prefer\w*)\b.*\b(?:more|better|most|best)\b"
)
HOW_MUCH = either(r"\b(?:get|gets|any|feel|even|much|is it|does it get) better\b(?! (?:in"
                  r"|than))", r"\bmore (?:about|on|info|details|like|of|reviews|quotes)\b", r"\bless than \d")
_LIKING = (
    r"(?:like|similar to|in the (?:vein|style|spirit|mould|mold|line|same vein|manner) (?:of|as)"
    r"|along the lines of|that (?:is|are|feels?) like"
    r"|as \w+ as|close to|comparable to|reminiscent of|akin to)"
)
RECOMMEND_LIKE = either(
    rf"\b(?:{_FILMS}|something|smth|anything|stuff|more|else|others?|another|what(?:'s| is)|shows?|some"
    rf"|similar)\b(?: (?:good|fun|nice|else|out there|really|just|kind of|sort of|\w+y|more|that"
    rf"|which))* (?:(?:are|is|feel|feels|be|were) )?{_LIKING}",
    r"\b(?:same|similar|similarly|comparable) (?:\w+ )?(?:vibes?|feel(?:ing)?|mood|energy|style|spirit|vein"
    r"|tone|flavou?r|kind|sort|genre|line|ballpark|atmosphere)\b",
    r"\b(?:if|since|because|as) (?:i|you|we|someone|he|she|they|my \w+|your \w+)? ?(?:really |just |also "
    r"|absolutely )?(?:like|liked|love|loved|enjoy|enjoyed|adore|adored|dig|dug|am into|was into)\b",
    r"\bif \u2022.{0,20}\bwas my (?:thing|jam|cup of tea)\b",
    r"\b(?:what|which|any|anything|something) (?:else|other|next|more|similar|comparable)\b.*\b(?:like"
    r"|similar|watch|enjoy|see|try|there|got|recommend|suggest|good|in)\b",
    rf"\b{_FILMS} (?:similar|close|comparable) to\b",
    r"\b(?:loved?|liked?|enjoyed?|adored?|dug|big fan of|fan of|into|obsessed with|finished|saw|watched"
    r"|devoured)\b.*\b(?:what (?:else|next|now|other|should)|more(?! than)(?!\W*$)|another|similar|anything"
    r"|something|recs?|recommend\w*|suggest\w*|follow[- ]?up)\b",
    r"\bmore (?:like|of) (?:it|this|that|those|these|the same)\b|\bmore (?:films|movies|stuff) like\b",
    r"\b(?:anything|something|any|some|another|more|else) (?:\w+ )?(?:similar|comparable|like (?:it|that"
    r"|this))\b",
    r"^\W*similar\b|\bsimilar to\b|\bwatch (?:after|next)\b|\bwhat(?:'s| is| to \w+)? next\b"
    r"|\bfollow[- ]?up to\b",
    r"\brecs?\b (?:like|similar|based|if)\b",
)
"""Signs that films like the named one are wanted."""
RECOMMEND = either(
    r"\brecommend(?:ations?|s|ed|ing)?\b(?! (?:(?:me|us) )?(?:watching |seeing )?\u2022)(?! (?:it|that|this"
    r"|him|her)\b)",
    r"\bsuggest(?:ion|ions|s)?\b|\brecs?\b|\breccs?\b",
    r"\bwhat (?:should|could|shall|can|do|would|to|movie should|film should) ?(?:i|we|you)? ?(?:watch|see"
    r"|rent|stream|put on|pick|suggest|recommend)\b",
    r"\bwhat(?:'s| is) (?:a )?(?:good |fun |nice )?(?:to watch|worth watching|good tonight|worth seeing"
    r"|on tonight)\b",
    rf"\bsimilar {_FILMS}\b",
    r"\b(?:in (?:the|a) )?mood for\b|\b(?:feel like|fancy|crav(?:e|ing)|up for|dying for|could use"
    r"|could do with|jonesing for)\b.{0,40}",
    r"\b(?:what|something|anything|a film|a movie|stuff|flick|one) (?:\w+ )?(?:to watch|to see|to put on"
    r"|to rent|to stream|for (?:tonight|a|the|my|our|date|movie|family|halloween|christmas))\b",
    rf"^\W*(?:any|some)(?: [\w'-]+){{0,4}}? {_FILMS}\b",
    r"\b(?:some|any)thing (?!on\b|about\b|of\b|from\b|by\b|in\b)(?:\w+ (?:and |but |or )?){0,3}\w+ (?:for"
    r"|to|that|with|about|where)\b|^\W*(?:some|any)thing (?!on\b|about\b|of\b|from\b|by\b"
    r"|in\b)(?:\w+,? ?(?:and|but|or)? ?){1,4}\W*$",
    (
        r"\b(?:give me|gimme|got|know|know of|find me|find us|find|looking for|look for|need|want|wanna see"
        r"|wanna watch|hit (?:me|us) with|throw (?:me|us)"
        r"|pick(?: me| us)?|point me (?:to|at|towards)|show me|have you got|do you have|are there|is there"
        r"|hand me|sell me|pitch me|choose(?: me)?|surprise me with|after|dig up)"
        rf"\b(?: (?:a|an|any|some|one|the|me|us))*(?: [\w',-]+){{0,5}}? (?:{_FILM}|something|anything)\b"
    ),
    r"\b(?:give me|gimme|need|want|hit (?:me|us) with|looking for|find me|pick|got)\b(?: (?:a|an|some"
    r"|any))? (?:[\w'-]+,? ){1,4}one\b",
    r"\b(?:good|proper|decent|nice) (?:scare|laugh|cry|sob|chuckle|fright|giggle)\b|\bideas for (?:a"
    r"|some) \w+\b",
    r"\bmovie night\b|\bdate night\b|\bsurprise me\b|\bcheer me up\b|\b(?:film|movie) for (?:tonight|a|the"
    r"|my|our|us)\b",
    r"\b(?:good|nice|great|fun|decent|solid)(?: [\w'-]+){0,3} (?:for|to watch|to put on|to see"
    r"|to stream) (?:tonight|tonite|with|on|a|the|my|this)\b",
    rf"\bworth (?:watching|seeing)\b.{{0,20}}\b{_FILMS}\b|\b{_FILM} worth (?:watching|seeing|checking)\b"
    rf"|\bwatch tonight\b",
)
