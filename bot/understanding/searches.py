"""Questions for reviews that speak of something: "who brings up Hitchcock", "snippets that say twee"."""

import re
from dataclasses import dataclass

from index.titles import title_key
from index.types import Film, Person

from . import phrases
from .said import Names, Said, with_item

_NOUN = (
    r"(?:reviews?|reviewers?|critics?|quotes?|quotations?|snippets?|blurbs?|lines?|write-?ups?|notices|takes"
    r"|sentences?|passages?|comments?|excerpts?|folks|writers?|journalists?)"
)
_ANYONE = (
    rf"(?:{_NOUN}|people|anyone|any ?body|some ?one|some ?body|anything|everyone|ones|those|ppl|viewers?"
    rf"|they|any|who)"
)
_COMPLAIN = (
    r"(?:complain|moan|whin|whine|grip|gripe|grumbl|grumble|bitch|rant|rav|rave|gush|joke|jok|rag"
    r"|rail|mutter)"
)
_SPEAK = (
    r"(?:mention(?:s|ed|ing)?(?: of)?|(?:br(?:ing|ings|ought|inging) |bringing )(?:it )?up"
    r"|talk(?:s|ed|ing)? (?:about|of)|speak(?:s|ing)? (?:of|about)|spoke (?:of|about)"
    rf"|{_COMPLAIN}(?:s|ed|d|ing)? (?:about|on about|over|that|of|on|at)"
    r"|prais(?:e|es|ed|ing)|discuss(?:es|ed|ing)?|contain(?:s|ed|ing)?|includ(?:e|es|ed|ing)"
    r"|(?:say(?:s|ing)?|said|wr(?:ite|ites|ote)|writing|written) (?:some|any)thing (?:about|on|of)"
    r"|wr(?:ite|ites|ote) (?:about|of)|writing (?:about|of)"
    r"|(?:us(?:e|es|ed|ing)|ha(?:ve|s|d)|having|contain(?:s|ing)?|with|drop(?:s|ped)?|throw(?:s"
    r"|ing)? around|say(?:s|ing)?)"
    r" the (?:exact )?(?:words?|phrases?|term|expression|line)"
    r"|refer(?:s|red|ring|ence|ences|enced|encing)?(?: to)?|touch(?:es|ed|ing)? (?:on|upon)|cit(?:e|es|ed"
    r"|ing)"
    r"|name-?drop(?:s|ped|ping)?|allud(?:e|es|ed|ing) to|not(?:e|es|ed|ing) (?:how|that|the)"
    r"|lik(?:en|ens|ened|ening) (?:it|this|them|anything|something|him|her|the \w+)?(?: to| with)?"
    r"|compar(?:e|es|ed|ing) (?:it|this|them|anything|something|stuff|things|him|her|the \w+"
    r"|[^,.?!]{1,40}?)(?: to| with)"
    r"|sa(?:y|ys|id|ying)(?= [\"\u201c'])"
    r"|(?:call|label|dub|describ|brand)(?:s|e|es|ed|ing)? (?:it|this|them|something|anything|him|her"
    r"|the \w+)(?: as)?"
    r"|(?:crack|mak)(?:s|es|ed|ing|e)? (?:\w+ )?(?:jokes?|fun) (?:about|of|at)|quoting"
    r"|(?:point|single|call)(?:s|ed|ing)? out|go(?:es|ing)? (?:on|off) (?:about|on)|went on about"
    r"|criticis(?:e|es|ed|ing)|criticiz(?:e|es|ed|ing)|slam(?:s|med|ming)?|trash(?:es|ed|ing)?"
    r"|dealing with|relating to|touching upon|regarding)"
)
_SMALL = (
    r"(?:\W+(?:all|some|any|the|only|just|me|us|of|those|that|which|who|where|were|are|is|people"
    r"|they|you|actually|even|ever|really|also|specifically|explicitly|keep|kept|do|did|does|else|there|out"
    r"|someone|somebody|bother to|bothered to|happen to|one|single))*"
)
_WHERE = r"(?:\W+(?:of|from|for|in|on|about) .{1,60}?)?"
_SEEK = (
    r"(?:search|look|hunt|find|pull|grab|share|post|show|get|give|fetch|list|pull up|dig up|dig out|dig"
    r"|bring up|grep|scan|sift"
    r"|want|see|read|need|got|have|point me|gather|collect|locate)"
)

_VERDICTS = (
    r"(?:actually |really |even |genuinely )?(?:like|love|hate|enjoy|think|find|found|agree|disagree"
    r"|recommend|rate|prefer|of|for|on|defend"
    r"|care|dislike|want|see|feel|out|in|about|worth|here|you)\b"
)
_FOUND = re.compile(
    r"(?:"
    # "find me snippets moaning about ...", "reviews of X that mention ..."
    rf"\b{_NOUN}{_WHERE}{_SMALL}\W+(?P<a>{_SPEAK})"
    # "does any critic liken ...", "who complains about ...", "where do reviewers mention ..."
    rf"|\b(?:(?:do|does|did|has|have|is|are|was|were|where (?:do|does|did)|which|any|who|who else"
    rf"|are there)\W+"
    rf"(?:(?:any|some|many|all|other|of|the|its|his|her|their|bad|good|negative|positive|nasty|glowing"
    rf"|other)\W+)*{_ANYONE}?{_WHERE}{_SMALL}"
    rf"|(?:anyone|any ?body|some ?one|some ?body|who|where|anything){_SMALL})\W+(?P<b>{_SPEAK})"
    # "show me only negative ones that have the word ..."
    rf"|\b{_SEEK}\b.{{0,40}}?\b{_ANYONE}{_WHERE}{_SMALL}\W+(?P<c>{_SPEAK})"
    rf"|\b{_SEEK}\b(?:\W+\w+){{0,2}}?\W+(?P<d>mentions? of|references? to|complaints? (?:about|of)"
    rf"|praise (?:for|of)|talk (?:of|about)|discussions? of|jokes about)"
    rf"|^\W*(?:any|are there any|is there any|only)?\W*(?P<e>(?:mentions? of|references? to))"
    rf"|\b{_NOUN}{_WHERE}\W+(?:that|which|who)\W+(?:actually |even |just )?(?:say|says|said)(?! about| of)"
    r"|\b(?:which|what) (?:critics?|reviewers?|reviews?)\W+(?:say|says|said|thinks?|thought|found|felt"
    r"|feels?|claim\w*|argue\w*)(?! about| of)"
    # "any that namedrop ...", "only the negative ones that talk about ..."
    r"|^(?:\W*\b(?:and|only|just|the|any|all|some|negative|positive|bad|good|ones|now))+"
    rf"{_WHERE}\W+(?:that|which|who)"
    rf"\W+(?:{_SPEAK})"
    r"|\bwhere(?:'s| is) the (?:word|phrase|term)"
    r"|\b(?:do|does|did|has|have) any(?: of (?:the|them))?(?: \w+)? (?:critics?|reviewers?"
    r"|reviews?)(?=\s+(?!" + _VERDICTS + r")\w)"
    r")\s+(?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"^\W*(?:(?:please|can you|could you|pls|go|now|ok|yo|hey)\W+)*(?:search|look|hunt|grep|scan|sift|comb"
    r"|dig|trawl)(?:ing)?\b"
    r"(?: (?:up|through|in|for|around|into))?\s*"
    rf"(?:(?:the |all |your |every |through )*(?:{_NOUN}|corpus|archive|database"
    rf"|everything)\b{_WHERE}\s*(?:for |about |on |that |with )+"
    r"|[:\s]*(?:for )?)"
    r"(?P<phrase>(?:the )?(?:phrase|words?|sentence|expression|term) )?(?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"\b{_SEEK}\b(?: me| us)?(?:\W+(?:some|all|any|the|only|just|more|positive|negative|good|bad|nasty"
    rf"|angry|glowing"
    rf"|\w+ing))*\W+{_NOUN}(?:\W+(?:that|which|who)\W+(?:are|is|were))?\W+(?P<verb>about|with|on|where"
    rf"|for)\s+(?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"^\W*(?:(?:any|some|all|the|more|give me|got)\W+)*(?:lines?|quotes?|snippets?|blurbs?|sentences?"
    r"|passages?|excerpts?|comments?|reviews?)"
    r" (?:about|with|where|that) (?P<topic>.+?)[?!. ]*$",
    re.IGNORECASE,
)
_FILM_WANTED = re.compile(
    r"(?:something|anything|some|a|an|any|good|recs?|recommendations?|movies?|films?|stuff"
    r"|another)\b(?! (?:reviews?|reviewers?|critics?|quotes?))(?! \w+ (?:reviews?|critics?))",
    re.IGNORECASE,
)
_THEN = re.compile(r",\s*(?:show|give|find|quote|list|get|tell|pls|please|i want)\b.*$", re.IGNORECASE)
_ANYTHING = re.compile(
    r"\b(?:anything|something|stuff|what)(?: (?:gets|is|was|has been|got) (?:said|written))? (?:on"
    r"|about) (?P<topic>.+?) (?:in|from|among) (?:what (?:was|is"
    r"|people|they|critics) \w+"
    rf"(?: \w+)? (?:about|of|on)|(?:the |its |any )?{_NOUN}(?: (?:of|for|on))?)\b(?P<behind>.*?)[?!. ]*$",
    re.IGNORECASE,
)
_OPINION = re.compile(r"^\W*(?:(?:so|and|but|ok|also)\W+)*(?:what|why|how)\b(?! (?:reviews?|critics"
                      r"|reviewers|snippets|quotes))", re.I)
_PRONOUN = re.compile(r"(?:it|this|that|them|him|her|what|whether|if|how)(?: (?:and|or|most|all|too|though"
                      r"|then|exactly|why|how))*\W*$", re.I)
_SCOPE = re.compile(
    r"(?:^|\b(?:in|of|for|from|on|about|to do with|where|when it comes to|regarding|re)\s+)"
    r"(?:(?:the|that) )?(?:(?:film|movie|one|reviews?|snippets|quotes) (?:of|for|on|about) )?(?:(?:the|les?"
    r"|la|los|las|el|der|die|das|un|une) )?$"
    r"|\b(?:in|of|for|from|on|about) (?:the|that) (?:[\w'-]+ ){0,3}?(?:film|movie|flick),?\s+$",
    re.IGNORECASE,
)
_SCOPE_OF_PERSON = re.compile(
    r"\b(?:(?:writing|talking|speaking) (?:about|of|on)|reviews (?:of|for)"
    r"|when it comes to)\s+$", re.IGNORECASE
)
_ITS_REVIEWS = re.compile(
    rf"\s+(?:in|from|among|of) (?:(?:its|his|her|their|those|these|the) {_NOUN}|it|there)\W*$", re.IGNORECASE
)
_IS = re.compile(r"\s+(?:is|was|were|had|has|felt|feels|looks?|seems?)\b", re.IGNORECASE)
_OF_IT = re.compile(r"\b(?:it|it's|its|(?:the|this|that) (?:film|movie|picture|one)"
                    r"|in there)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Search:
    """Words to look for, and whose reviews to look in."""

    text: str
    films: tuple[Film, ...] = ()
    people: tuple[Person, ...] = ()
    missing: tuple[str, ...] = ()
    of_topic: bool = False  # "its reviews": of the film that was talked about
    before: str = ""  # what stands before the words to look for


def search_in(words: str, said: Said) -> Search | None:
    """The search that words ask for, if they ask for one; `said` holds the names in them."""
    if found := _ANYTHING.search(words):
        return _scoped(words, said, found, found.span("topic"))
    found = _FOUND.search(words)
    if found is not None and any(low < found.start("topic") - 1 <= high for low, high, _ in said.spans):
        found = None  # the verb is part of a title
    if found is not None and (_PRONOUN.match(found["topic"]) or _is_opinion(words, said, found)):
        found = None
    if found is not None:
        return _scoped(words, said, found, found.span("topic"))
    found = _PLAIN.match(said.blanked) and _PLAIN.match(words)
    if found is None:
        found = _ABOUT.search(words) or _LINES.match(words)
    if found is None or _PRONOUN.match(found["topic"]):
        return None
    if _FILM_WANTED.match(found["topic"]):
        return None  # "looking for something slow"
    wanted = "phrase" in found.re.groupindex and found["phrase"]
    if not wanted and not _has_words(found["topic"], said.names):
        return None  # "show me reviews for Solaris" asks for the film
    return _scoped(words, said, found, found.span("topic"))


def more(words: str, said: Said) -> Search:
    """A search that goes on with another word or in another film: "and tarantino?", "only for Solaris"."""
    scoped = [one for one in said.named if one.film and one.film.film and _SCOPE.search(words[: one.start])]
    films: tuple[Film, ...] = ()
    for one in scoped:
        if one.film and one.film.film:
            films = with_item(films, one.film.film)
    missing = said.missing if not said.named else ()
    return Search("" if films else words, films, (), missing if _LIMITS.search(words) else ())


_LIMITS = re.compile(r"\b(?:only|just|reviews?) (?:in|of|for|from|reviews)\b", re.IGNORECASE)


def _is_opinion(words: str, said: Said, found: re.Match[str]) -> bool:
    """Whether it asks what is said of a film rather than for reviews: "what do critics praise in Solaris"."""
    start = words[: found.start("topic")]
    return _OPINION.match(start) is not None


def _has_words(text: str, names: Names) -> bool:
    named = names.named_in(text)
    rest = phrases.blank_out(text, [(one.start, one.end) for one in named]).replace("\u2022", " ")
    return re.search(r"(?!(?:the|film|movie|please"
                     r"|pls)\b)\b\w{3}", rest) is not None or (not named and bool(rest.strip()))


def _scoped(words: str, said: Said, found: re.Match[str], span: tuple[int, int]) -> Search:
    start, end = span
    films: tuple[Film, ...] = ()
    people: tuple[Person, ...] = ()
    cut = end
    for one in said.named:
        before = words[: one.start]
        outside = one.start < start or one.start >= end
        subject = one.start == start and _IS.match(words, one.end)
        inside = not outside and one.start > start and _SCOPE.search(before)
        if one.start == start and one.end >= end and one.person is not None and one.person.person is not None:
            people = with_item(people, one.person.person)  # "praise for Daniel Day-Lewis"
        if not (outside or inside or subject):
            continue
        if one.film is not None and one.film.film is not None:
            films = with_item(films, one.film.film)
        elif one.person and one.person.person and (outside or (inside and _SCOPE_OF_PERSON.search(before))):
            people = with_item(people, one.person.person)
        if inside and (scope := _SCOPE.search(before)) and (one.film is not None or one.person is not None):
            cut = min(cut, scope.start())
    head = words[:start]
    missing: tuple[str, ...] = ()
    if not films and not people:
        reviewed = _reviewed(head, said.names)
        films = reviewed if reviewed else ()
        named = {words[one.start : one.end] for one in said.named}
        missing = tuple(
            name
            for name in said.missing
            if (place := words.find(name)) >= 0 and (place < start or _SCOPE.search(words[:place]))
            and (name in named or place < start or name[:1].isupper())
        )
    if own := _ITS_REVIEWS.search(words, start, cut):
        cut = own.start()
    if then := _THEN.search(words, start, max(cut, start + 1)):
        cut = then.start()
    text = words[start : max(cut, start + 1)].strip(" ,?!.") or words[start:end]
    of_topic = not films and _OF_IT.search(head + words[cut:]) is not None
    return Search(text, films, people, missing, of_topic, head)


_REVIEWS_OF = re.compile(
    rf"\b{_NOUN} (?:of|for|on|from) (?P<title>.+?)(?: (?:that|which|who|where)\b.*"
    rf"| \w+ing)?\W*$", re.IGNORECASE
)


def _reviewed(before: str, names: Names) -> tuple[Film, ...]:
    """The film whose whole title stands behind "reviews of"."""
    found = _REVIEWS_OF.search(before)
    film = names.find_film(found["title"], quick=True).film if found else None
    return (film,) if found and film and title_key(film.title) == title_key(found["title"]) else ()
