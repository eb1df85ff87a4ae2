"""The words that name an aspect, one readable table.

Each entry is a regular expression for whole words, without case; a line that begins with "|" continues the
last entry. The terms were chosen by hand, and widened by the words that keep them company in reviews
(benchmarks/sentiment/terms.py).
"""

import re
from collections.abc import Mapping

from ..types import Aspect

TERMS: Mapping[Aspect, str] = {
    "acting": r"""
        acting actors? actress(?:es)? act(?:s|ed)? performances? performers? perform(?:s|ed)? cast casting
        castings? miscast(?:ing)? ensemble portray(?:s|al|als|ed|ing)? roles? overact\w* over-act\w*
        well-acted co-?stars? leads lead\s(?:actor|actress|role|character|performance)
        leading\s(?:man|lady|men|ladies|role|actor|actress) chemistry thespians? screen\spresence
        comic\stiming star\sturn steals?\s(?:the\sshow|every\sscene|the\sfilm|the\smovie)
        (?:superb|wonderful|great|brilliant|excellent|terrific|fine|perfect|good|terrible|convincing
        |hilarious|funny|outstanding|magnificent|delightful|splendid|miscast|marvell?ous|fantastic
        |amazing|awful|dreadful|charming)\sas(?!\s(?:it|usual|a\swhole|you|ever|well|if)\b)
        (?:voice|voice-?over)\s(?:work|talent|acting|cast) hams?\sit\sup wooden accents? embodies typecast
        (?:in|as)\sthe\s(?:title|lead)(?:\srole)? hammy stilted scene-stealing impersonation
    """,
    "story": r"""
        story stories story-?lines? story-?telling plots? plotting plotted plot-?holes? plotless scripts?
        scripted screen-?plays? dialog(?:ue|ues|s)? writing written writers? well-written screenwriters?
        narratives? ending endings ends twists? premise subplots? sub-plots? characters?
        characteri[sz]ations? cliches? clich\u00e9s? clich\u00e9d cliched clich\u00e9-?ridden predictab\w+
        formulaic contrived far-?fetched implausib\w+ plausib\w+ unoriginal concept premise themes?
        message one-dimensional two-dimensional three-dimensional finale conclusion climax backstory
        exposition adaptation adapted lines storyteller fable third\sact second\sact first\sact illogical
        incoherent convoluted confusing intelligent(?:ly)? denouement logic moral
        hackneyed trite underdeveloped under-developed fleshed\sout tale tacked-?\s?on loose\sends
    """,
    "direction": r"""
        direct(?:s|ed|ing|ion|orial|orially) directors? film-?mak(?:er|ers|ing) movie-?making auteur
        helm(?:s|ed|er) mise-?en-?sc[e\u00e8]ne well-directed staging staged debut
    """,
    "visuals": r"""
        photography cinematograph(?:y|er|ic) camera(?:s|work|\swork|man)? lighting visual(?:s|ly)?
        effects? special-effects cgi fx animat(?:ion|ions|ed) costum(?:e|es|ing) sets
        set\s(?:design|pieces?|decoration) (?:production|art)\sdesign art\sdirection scenery scenic
        locations? landscapes? colou?rs? colou?rful imagery images? shots
        (?:beautifully|gorgeously|nicely|badly|poorly|well|superbly|stunningly|handsomely)[\s-](?:shot
        |filmed|photographed) eye[\s-]candy make-?up puppets? puppetry 3-?d lensed framing backdrops?
        design(?:s|ed)? d[e\u00e9]cor wardrobe pixels? spectacle pictorial look\sof\s(?:the|this)
        to\slook\sat never\slooked streets vistas? tableaux picturesque light\sand\sshadow
        computer[\s-]generated photographed palette locales? props decorated
    """,
    "music": r"""
        music(?:ally)? musical\s(?:numbers?|score) score scored scoring soundtracks? songs? sound
        sound\s(?:design|effects?|mix|track) singing sung sings tunes? melod(?:y|ies|ic)
        orchestra(?:l|tion)? composers? theme\s(?:song|tune) lyrics? catchy
    """,
    "pacing": r"""
        pac(?:e|ed|ing|y) fast-paced slow-paced well-paced slow(?:er|-moving)?(?!\smotion) choppy frenetic
        (?:too|very|so|moves|painfully)\sslowly snail's\space drags? dragged dragging draggy too\slong
        over-?long running\stimes? run-?time length lengthy tedious(?:ly)? tedium plod(?:s|ding)?
        edit(?:ed|ing|ors?)? tempo rhythms? brisk(?:ly)? snappy leisurely meander(?:s|ing)? sluggish
        lumbering breakneck momentum padded padding stretched rushed glacial never\slets\sup flies\sby
        (?:half\san\shour|minutes|hour)\s(?:too|shorter|longer) slows? dawdl\w+ long-winded feels\slong
        interminable turgid lags? kinetic
    """,
    "impact": r"""
        funny funnier funniest unfunny hilarious(?:ly)? hilarity humou?r\w*
        laugh(?:s|ed|ing|able|ter|-out-loud)? jokes? gags? wit witty wittily wittiest
        amus(?:ing|ed|ingly|es|ement) scar(?:y|ier|iest|es|ed) frighten(?:s|ing|ed|ingly)? terrify(?:ing)?
        creepy creepiness chill(?:s|ing)? spooky horrifying suspense(?:ful)? tension tense
        thrill(?:s|ing|ed)? excit(?:ing|ement|es) unexciting gripp(?:ing|ed) riveting rivets moving
        touching touched heart-?(?:warming|breaking|felt|rending) poignan(?:t|cy|tly)
        emotion(?:s|al|ally)? tear-?jerker tears cry cried crying sentimental boring boredom bored bores?
        dull dullness yawns? snooz\w+ engross(?:ing|ed) engag(?:ing|es|ed|ingly) absorbing
        entertain(?:ing|s|ed|ment|ingly)? fun powerful(?:ly)? haunting(?:ly)? disturbing intens(?:e|ity)
        captivat(?:ing|es|ed) enthrall(?:ing|ed) spellbinding mesmeri[sz](?:ing|ed|es) unforgettable
        affecting shocking asleep goosebumps jolts? uninvolving involving heart-?strings exhilarat\w+
        compelling fascinating stirring nail-?biting edge\sof\s(?:my|your|the)\sseats? comedic
        comedy\s(?:is|was|works|falls) unnerving bittersweet satir(?:e|ical) uplifting uproarious(?:ly)?
        giggles? chuckles? hysterical(?:ly)? droll pathos
    """,
}

OVERALL = r"""
    masterpieces? masterwork classics? gems? must-see must\ssee
    worth\s(?:a|your|the|it|see|watch|rent|\w+ing) worthwhile recommend(?:ed|able|ation)? avoid skip
    waste wasted disappoint(?:ed|ing|ment|s|ingly)? turkey stinker crap garbage trash rubbish triumph
    overall all\sin\sall treat mess delight disaster
    (?:best|worst|greatest|finest)\s(?:\w+\s){0,3}(?:films?|movies?|pictures?|comed(?:y|ies)
    |thrillers?|dramas?|part|thing) \d+(?:\.\d+)?\s?(?:/|out(?:\sof)?)\s?(?:10|5|4) \*{2,}
    (?:lov|lik|enjoy|hat|dislik|recommend|rent|miss|watch|see|seen)(?:e|es|ed|ing)?\s(?:it|this
    |that|every\sminute|the)(?:\s(?:movie|film|show))?
    (?:this|the|that|whole|entire)\s(?:\S+\s){0,2}?(?:movie|film|flick|picture|show|series
    |documentary|sequel|remake|one)\s(?:itself\s|just\s|really\s|never\s)?(?:is|was|isn't|wasn't|has|does|doesn't|did|will|could
    |makes|fails|works|manages|delivers|deserves|sucks|sucked|rocks|stinks|offers|succeeds|falls
    |proves|lacks)
    (?:such\s)?an?\s(?!few\b|lot\b)(?:\S+\s){1,3}?(?:movie|film|flick|picture|show|series
    |documentary|sequel|remake|comedy|drama|thriller|adaptation)
    it(?:'s|\sis|\swas)\s(?:just\s|simply\s)?(?:an?|one)
"""

HEADINGS: Mapping[Aspect, str] = {
    "acting": "cast casting acting actors performances? the cast",
    "story": "story plot script screenplay writing dialogues? characters? storyline ending",
    "direction": "directing direction director",
    "visuals": "photography cinematography visuals effects costumes sets camera fx cgi animation",
    "music": "music score soundtrack sound songs",
    "pacing": "pacing pace editing length rhythm",
    "impact": "humou?r comedy suspense scares emotion entertainment laughs fun",
    "overall": "overall verdict conclusion summary rating total grade",
}


def _words(terms: str) -> str:
    joined = re.sub(r"\n\s*\|", "|", terms)
    return "|".join(sorted(joined.split(), key=len, reverse=True))


def _one_of(table: Mapping[Aspect, str]) -> str:
    return "|".join(f"(?P<{aspect}>{_words(terms)})" for aspect, terms in table.items())


TERM = re.compile(rf"(?<![\w-])(?:{_one_of(TERMS)})(?![\w-])", re.IGNORECASE)
WHOLE = re.compile(rf"(?<![\w-])(?:{_words(OVERALL)})(?![\w-])", re.IGNORECASE)
TOPIC = re.compile(
    r"""acting|act(?:s|ed)?|act(?:or|ress)(?:e?s)?|performances?|cast|roles?|leads?|story|stories|storyline|plots?
        |scripts?|screenplay|dialog(?:ue)?s?|writing|written|writers?|ending|characters?|lines
        |direct(?:or|ors|ion|ing|ed)|effects?|special\seffects?|cgi|photography|cinematography|camera|sets?|costumes?
        |music|score|songs?|soundtrack|sound|pac(?:e|ing)|editing|edited|jokes?|humou?r|gags?|premise|concept""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that only name a topic: what they weigh themselves says nothing of this film."""
HEADING = re.compile(
    rf"\W*(?:the\s)?(?:{_one_of(HEADINGS)})\s*(?::|\s[-\u2013\u2014]\s|\.{{2,}})\s*", re.IGNORECASE
)
