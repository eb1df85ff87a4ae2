"""Questions in Spanish, French and German, put into the English words that the rules read.

A compact list of question words, aspects and connectives for each language: enough to tell what is asked, no
translation. Titles and names stay as they are.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from index.language import Language
from index.lookup import Named

from .phrasebook import FRENCH, GERMAN, SPANISH


class Titles(Protocol):
    """What putting into English asks of a library."""

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people of the corpus that are named."""


_BOOKS: dict[Language, str] = {"es": SPANISH, "fr": FRENCH, "de": GERMAN}
_TELLING: dict[Language, frozenset[str]] = {
    "en": frozenset(
        re.findall(
            r"\S+",
            """the what how is are was were do does did they and of about any it its for with like this that
            who which why critics people think say movie film good bad worth to in on i me my you your some
            anything something better than show find give reviews should not so but or more there has have be
            can would""",
        )
    ),
    "es": frozenset(
        re.findall(
            r"\S+",
            """que como cual cuales quien quienes donde pelicula peliculas peli pelis critico criticos critica
            criticas resena resenas opinan opina opinion opiniones piensan piensa dicen dice mejor mejores
            peor peores musica sonora actuacion actuaciones actua actuan guion es esta son fue hay tiene vale
            pena recomienda recomiendas recomiendame recomendame busca buscame muestrame compara con algo
            parecido parecida parecidas parecidos gusta gusto gustan sobre dame quiero ver hola gracias porque
            buena bueno buenas malo mala los las una del por para y e muy mas pero mi me te se lo ritmo lenta
            lento aburrida aburrido divertida graciosa miedo efectos actores actriz director direccion
            historia final aparece mencionan mencione hablan hablen cuentan visto viste ayuda puedes sabes
            haces eres terror comedia comedias ano todas tambien esa ese esta este ella el la cine""",
        )
    ),
    "fr": frozenset(
        re.findall(
            r"\S+",
            """que quoi qui quel quelle quels quelles comment pourquoi film films critiques critique avis
            disent dit pensent pense pensez est ce c'est cest sont etait y a-t-il les des une du avec pour
            dans sur et ou mais plus moins bien bon bonne mauvais mieux meilleur meilleure meilleurs pire
            musique acteurs acteur actrice jeu realisation scenario histoire fin effets lent longueur long
            drole peur vaut peine coup regarder voir recommande recommandez recommandes conseille conseillez
            montre montrez trouve trouvez cherche compare entre parlent parle mentionnent quelque chose comme
            semblable similaires aime adore merci bonjour salut aide je tu vous il elle on ils nous me te au
            aux le la un ca pas qu'est-ce qu'en d'un qu'il ton sais peux faire tout tous trop rythme comedie
            horreur annees meme celui celle""",
        )
    ),
    "de": frozenset(
        re.findall(
            r"\S+",
            """was wie wer wo warum wieso welche welcher welches welchen film filme filmen kritik kritiken
            kritiker kritikern rezensionen rezension bewertungen meinung meinungen sagen sagt denken denkt
            halten haelt finden findet fanden ist sind war waren wird hat haben gibt es der die das den dem
            des ein eine einen einem einer und oder aber mit von vom zu zum zur im ueber uber fur fuer aus bei
            als besser bester beste besten schlechter schlechteste schlecht gut guter gute musik schauspieler
            schauspielerin schauspielerei handlung geschichte drehbuch ende regie effekte bilder langweilig
            lang langsam lustig gruselig lohnt sich empfiehl empfehlen empfehlung empfehlt suche such zeig
            zeige vergleich vergleiche mir mich ich du ihr wir sie er ahnlich ahnliche aehnlich aehnliche
            ahnlichen etwas wie hallo danke hilfe kannst machst bist gefallen gefiel mag mogen moegen mochte
            auch nicht kein keine sehr zu eigentlich denn erwahnen erwaehnen erwahnt uns noch nach auf schauen
            gucken sehen taugt taugen gibts ahnliches recht jahr jahre jahren dieser diesem spielt""",
        )
    ),
}
_WEAK = frozenset(
    re.findall(
        r"\S+",
        """the a an los las una la le les des un une die der das den in on me te se no es y e o u film films
        so was war an am as hat on plus son final director ton long me compare comment a-t-il dans pas actor
        mix ver due sur fin also due bin tu il comedia terror amazing el del et en du au mi lo este esta los
        bon fur pour si sa di de que cine drama final mal lang man ich es sie er du kick max""",
    )
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_SIGNS: dict[str, Language] = {"\u00bf": "es", "\u00a1": "es", "\u00f1": "es", "\u00df": "de"}


def language_of(words: str, spans: Sequence[tuple[int, int]] = (), last: Language = "en") -> Language:
    """The language of a message, English unless its words tell another; `spans` are names and tell nothing.

    `last` is the language of the conversation, which a short follow-up goes on in: "et dans Frida ?".
    """
    for start, end in spans:
        words = words[:start] + " " * (end - start) + words[end:]
    said = [_folded(word) for found in _WORDS.finditer(words[-600:]) for word in _parted(found[0])]
    signs: dict[Language, float] = dict.fromkeys(_TELLING, 0.0)
    strong = dict.fromkeys(_TELLING, 0)
    for word in said:
        for language, telling in _TELLING.items():
            if word in telling:
                signs[language] += 0.4 if word in _WEAK else 1.0
                strong[language] += word not in _WEAK
    for sign, language in _SIGNS.items():
        if sign in words:
            signs[language] += 1.5
            strong[language] += 1
    if last != "en" and signs[last] >= max(0.1, signs["en"]) and len(said) <= 6:
        return last
    best = max(signs, key=lambda language: signs[language])
    if best == "en" or not strong[best] or signs[best] <= signs["en"]:
        return "en"
    return best if signs[best] >= min(1.4, 0.6 * len(said)) else "en"


def in_english(words: str, titles: Titles, last: Language = "en") -> tuple[str, Language]:
    """A message in the words that the rules read, and its language; `last` is the conversation's."""
    if last == "en" and words.isascii() and not _foreign_words().search(words):
        return words, "en"
    shift = max(0, len(words) - 1000)
    single = [(one.start + shift, one.end + shift) for one in titles.named_in(words[shift:])]
    spans = [(start, end) for start, end in single if " " in words[start:end]]
    language = language_of(words, single, last)
    if language == "en":
        return words, language
    # A word that is both a title and a word of the language stays a title only with a capital of its own.
    for start, end in single:
        text = words[start:end]
        if " " not in text and (language == "de" or text[:1].isupper()) and not _is_foreign(text, language):
            spans.append((start, end))
    spans += [found.span() for found in re.finditer(r"\"[^\"]+\"|\u201c[^\u201d]+\u201d"
                                                    r"|\u00ab[^\u00bb]+\u00bb", words)]
    return _put(words, sorted(spans), language), language


def _is_foreign(word: str, language: Language) -> bool:
    return _folded(word) in _TELLING[language]


def _put(words: str, spans: Sequence[tuple[int, int]], language: Language) -> str:
    pattern, english = _book(language)
    pieces: list[str] = []
    end, text = 0, ""
    for start, stop in (*spans, (len(words), len(words))):
        if start < end:
            continue
        gap = words[end:start]
        folded = _evenly_folded(gap)
        at = 0
        for found in pattern.finditer(folded):
            pieces.append(gap[at : found.start()])
            pieces.append(_meaning(found, english))
            at = found.end()
        pieces.append(gap[at:])
        if language == "de":  # every noun has a capital there
            pieces = [piece.lower() for piece in pieces]
        text += "".join(pieces) + words[start:stop]
        pieces = []
        end = stop
    text = text.replace("\u00bf", "").replace("\u00a1", "").replace("\u00ab", '"').replace("\u00bb", '"')
    text = " ".join(text.split())
    for order, to in _ORDERS:
        text = order.sub(to, text)
    return text


def _meaning(found: re.Match[str], english: dict[str, str]) -> str:
    word = found[0]
    if word in english:
        return english[word]
    for cut in range(len(word), 2, -1):  # an ending may follow: "recomiend*"
        if (stem := word[:cut] + "*") in english:
            return english[stem]
    return word


@cache
def _book(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    english: dict[str, str] = {}
    for line in _BOOKS[language].splitlines():
        left, equal, right = line.partition("=")
        if equal:
            for word in left.split("|"):
                english[_evenly_folded(word.strip())] = right.strip()
    keys = sorted(english, key=len, reverse=True)
    ways = "|".join(re.escape(key).replace(r"\*", r"[^\W\d_]*") for key in keys)
    return re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])", re.IGNORECASE), english


@cache
def _foreign_words() -> re.Pattern[str]:
    words = {word for language, telling in _TELLING.items() if language != "en" for word in telling} - _WEAK
    return re.compile(
        rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(words - _TELLING['en'])))})(?![^\W_])",
        re.IGNORECASE,
    )


_ORDERS = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # The verb stands before its subject: "what say the critics of".
        (r"\b(what|how) (say|think|find|like)s? (?:the )?(critics|people|they|reviewers"
         r"|reviews)\b", r"\1 do \3 \2"),
        (r"\bwhy (like|hate|love|dislike)s? (?:the )?(critics|people|they|reviewers)\b", r"why do \2 \1"),
        (r"\b(?:what|how) found (?:the )?(critics|people|they|reviewers)\b", r"what did \1 think of"),
        (r"\b(better|worse|funnier|scarier|slower|more \w+"
         r"|less \w+) (\S.{0,60}?) what (?=\S)", r"\2 \1 than "),
        (r"\b(better|worse|funnier|scarier|slower|more \w+|less \w+) what (?=\S)", r"\1 than "),
        (r"\b(film|movie)s? of (horror|terror|fear|action|war|animation|science fiction|love)\b", r"\2 \1s"),
        (r"\b(?:that "
         r"|in which )?(?:someone )?about (.{3,80}?) complains?(?=\W*$)", r"that complain about \1"),
        (r"\b(reviews|critics|films|movies|quotes|ones) what\b", r"\1 that"),
        (r"\bis worth it\b", "is it worth it"),
    )
)  # fmt: skip


def _parted(word: str) -> list[str]:
    """A word, and what is joined to it by an apostrophe: the "est" of "c'est"."""
    pieces = re.split(r"['\u2019]", word)
    return [word, *pieces[1:]] if len(pieces) > 1 else [word]


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("\u2019", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _evenly_folded(text: str) -> str:
    """As `_folded`, one letter for each, so that places stay the same."""
    return "".join((_folded(letter) or letter)[0] if letter != "\u00df" else "s" for letter in text)
