"""The markers of conditions, as rules: the words, the kind of tie, how far the clause goes, and what must be near.

The order matters: of overlapping clauses the first rule wins. A marker is looked for in one sentence at a time; every
repeat in a pattern is bounded, so that a long text costs no more a letter than a short one.
"""

from __future__ import annotations

import re

from armscontrol.diplomacy.positions.marker_words import (
    DONE,
    MODAL_NEAR,
    MUST,
    NEGATIVE_NEAR,
    SUBJECT,
    TAKE_IN,
    TALKS,
    TIMED,
    rule,
)

MARKERS = (
    rule(
        "no-linkage",
        "words",
        r"\b(?:(?:without|with no) (?:any |prior |further |additional |setting |imposing )*(?:pre-?conditions|"
        r"conditions|strings)|"
        r"no (?:pre-?conditions|strings)|no conditions(?= attached))(?: attached)?\b|\bunconditional(?:ly)?\b|"
        r"\bat any (?:time|moment)\b|\bany time\b|\bbez uslovij\b|"
        r"\bбез (?:всяких |каких-либо |каких бы то ни было )?(?:предварительных )?условий\b|\bв любо[ей] (?:время|"
        r"момент)\b",
        unless=r"\s+(?:under|soon|before|between)\b",
        unless_before=r"(?:\bnot|n[’']t|\bun-?inspected|\bthan|\bинспекции)\s+$",
    ),
    rule(
        "no-linkage",
        "after",
        r"\b(?:regardless of|irrespective of|no matter (?:what|how|who|whether)|even if|whether or not|"
        r"independent(?:ly)? (?:of|from)|"
        r"вне зависимости от|независимо от|даже если)\b",
    ),
    rule(
        "no-linkage",
        "after",
        r"\b(?:not|never|n[’']t|cannot) (?:be )?(?:linked|tied|connected|conditioned|made conditional|conditional|"
        r"contingent|dependent) (?:to|with|on|upon)\b|"
        r"\bno link(?:age)? (?:to|with|between)\b|\bde-?link\w* \w+|\bне (?:увязыва\w+|связыва\w+) \w+",
    ),
    rule(
        "precondition",
        "after",
        r"\b(?:only|solely|лишь|только)(?: [\w’'-]+){0,2}?,? (?:if|when|once|after|on (?:the )?condition|in the "
        r"event|если|после|когда|при условии|"
        r"в (?:том )?случае)\b",
        unless=r"\s+(?:the fact|all\b)",
    ),
    rule("precondition", "after", r"\bunless\b|\bесли только не\b"),
    rule(
        "precondition",
        "after",
        r"\b(?:provided|providing|assuming|given)(?: that|,? of course,? that)\b|\bprovided (?=(?:the|that|it|"
        r"they|we|our|its|their|all|both|there|(?-i:[A-Z]\w*))\b)"
        r"(?!the (?:data|figures|information|numbers|list|text|basis|first|most|only))|"
        r"\b(?:on|under) (?:the )?(?:condition|proviso|understanding) (?:that|of)\b|\bwith the (?:condition|"
        r"proviso) that\b|"
        r"\bпри (?:том )?условии\b,?|\bс условием\b",
        unless=r"\s+(?:of )?anonymity|\s+(?:they|he|she|it)\s+not be|\s+(?:his|her|their) name",
    ),
    rule(
        "precondition",
        "after",
        r"\b(?:until|till|unless and until|until such time as|до тех пор,? пока|"
        r"пока (?!не\s+(?:совсем|вполне|до конца|ясно|понятно|известно|видно|получ\w+|ответ\w+|реш\w+|план\w+|"
        r"намерен\w*|готов\w*|обсужда\w+|принят\w*|состо\w+|вид\w+)\b)(?=(?:[\w-]+\s+){0,3}не\b)|"
        r"(?<=, )пока)\b",
        around=NEGATIVE_NEAR,
        unless=(
            r"\s+(?:then|now|recently|today|tomorrow|yesterday|lately|late\b|early\b|after\b|about\b|at least\b|mid-?|"
            r"the end of|further notice|"
            r"\d|January|February|March|April|May\b|June|July|August|September|October|November|December|"
            r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|this|last|next|it expires|its expir\w+|the "
            r"(?:treaty|pact|agreement|accord) (?:expires|ends|lapses|runs out))"
        ),
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:until|till) (?=(?:the |its )?[\w.’'-]+ (?:[\w’'-]+ ){0,3}?(?:exceed|violat|deploy|withdraw|break|breach|"
        r"test|abandon|quit)s?\b)",
        before=r"\b(?:will|would|continue\w*|keep\w*|stick\w*|adher\w+|abid\w+|observ\w+)\b",
    ),
    rule(
        "precondition",
        "after",
        r"\bonce (?=(?:the|a|an|there|this|that|these|those|it|they|we|you|he|she|our|its|their|his|all|both|such|"
        r"conditions|relations|sanctions|hostilities)\b|(?-i:[A-Z])[\w.’'-]* (?:[\w’'-]+ ){0,3}?"
        r"(?:is|are|was|were|has|have|had|does|did|will|(?!US|its|his)[\w-]+(?:[^s]s|ed))\b|"
        r"(?:[a-z-]+ ){1,3}(?:is|are|was|were|has|have|had|stops?|ends?|ceases?)\b)",
        around=MODAL_NEAR,
        unless=(
            r"[^.,;]{0,60}?\b(?:expir\w+|laps\w+|runs? out|ran out|(?:it|treaty|pact|agreement|accord|START) "
            r"(?:\w+ )?(?:ends|ended|is over|is gone))"
        ),
        unless_before=r"\b(?:the|an?|more than|at)\s+$",
    ),
    rule(
        "precondition",
        "after",
        r"\bas soon as\b",
        around=MODAL_NEAR,
        unless=(
            r"\s+(?:possible|practicable|feasible|next|this|tomorrow|today|later|late\b|early\b|in \w+|\d|January|"
            r"February|March|April|May\b|June|July|August|September|"
            r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|we can|he can|they "
            r"can|it can)"
        ),
    ),
    rule(
        "precondition",
        "after",
        r"\b(?:without|in the absence of|absent|без|в отсутствие)\b",
        around=NEGATIVE_NEAR,
        unless=(
            r"\s+(?:a doubt|doubt|exception|naming|elaborating|giving|specifying|precedent|delay|saying|going into|"
            r"further|any doubt|providing|"
            r"(?:the others?|anyone|anybody|us|them|him|her|it) \w+ing|explain\w+|mention\w+|"
            r"citing|offering|fully|identif\w+|"
            r"ambiguity|sacrific\w+|hesitation|from|"
            r"преувеличения|сомнени\w+)"
        ),
        unless_before=r"\b(?:world|future|planet|europe|мир)\s+$",
    ),
    rule(
        "precondition",
        "after",
        r"\b(?:depend(?:s|ed|ing|ent)? (?:\w+ )?(?:up)?on|contingent (?:up)?on|conditional (?:up)?on|"
        r"conditions?(?:ed|ing)? (?:[\w’'-]+ ){0,5}?(?:up)?on|"
        r"hinge[sd]? (?:up)?on|predicated (?:up)?on|premised (?:up)?on|subject to (?=(?:the |a |an )?(?:condition|"
        r"agreement|reciproc|approval|consent|readiness|willingness|"
        r"compliance|similar|mutual|US|U\.S|Washington|Moscow))|завис\w+ (?:\w+ )?от|обусловлен\w*)\b",
    ),
    rule(
        "precondition",
        "clause",
        r"\b(?:must|should|needs? to|has to|have to|ought to) (?:\w+ )?first\b|\bfirst (?:must|should|needs? to|"
        r"has to|have to)\b|"
        r"\b(?:first|сначала|сперва|прежде всего),? (?:the |we need |it is necessary |должн\w+ |необходимо |нужно )"
        r"(?=.{0,80}\b(?:then|before|only|потом|затем)\b)",
        unless=r"\s+and foremost|\s+(?:time|step|of all)",
    ),
    rule(
        "precondition",
        "clause",
        r"\b(?:must|should|needs? to|has to|have to|had to|need)\b[^.;]{3,120}?\bbefore (?=(?:(?:any|there|talks|"
        r"dialogue|negotiations|we|it|inspections|they|returning|resuming|"
        r"starting|moving|discussing)|the (?:\w+ )?(?:talks|negotiations|dialogue|two|sides|United|US|treaty|"
        r"Kremlin|process|agreement|commission))\b)|"
        r"\b(?:must|should|needs? to|has to|have to|had to)\b[^.;]{3,120}?\b(?:in order )?for (?:\w+ ){1,4}?to "
        r"(?:return|resume|restart|start|begin|continue|be resumed|go ahead|agree|happen)\b|"
        r"\bbefore (?:any|talks|dialogue|negotiations|returning|resuming|starting|discussing)\b[^.;,]{0,100}, "
        r"[^.;,]{2,60}?\b(?:must|should|needs? to|has to|have to)\b|"
        r"\b(?:to do so|to do that|for (?:this|that)(?: to happen)?),? [^.;,]{2,60}?\b(?:must|should|needs? to|"
        r"has to|have to)\b",
        unless=(
            r"\s*(?:the (?:end|treaty expires|deadline|expir\w+|year|summer|pact expires)|it (?:expires|is too late|"
            r"lapses)|they expire)"
        ),
    ),
    rule(
        "precondition",
        "clause",
        r"\b(?:pre-?condition|prerequisite|sine qua non|предварительн\w+ услови\w+)s?\b|"
        r"\b(?:main|key|[\w.]{1,30}[’']s|one|first|necessary|only|sole|essential|indispensable|principal|our own|our|"
        r"its|their|"
        r"important|set(?:s|ting)?|главн\w+|"
        r"ключев\w+|обязательн\w+|основн\w+) (?:a |the )?(?:conditions?|услови[ея]\w*) (?:for|of|is|was|are|that|"
        r"to|has|для|является|—)\b",
        unless_before=(
            r"\b(?:no|without|without any|any|without setting|without prior|без|без каких-либо|impos\w+|"
            r"attach\w*|put\w* forward)"
            r"\s+(?:\w+\s+)?$"
        ),
    ),
    # something must be in, or go along
    rule(
        "precondition",
        "after",
        r"(?<!, )\bwhile (?=(?:the |a )?(?:US|U\.S|United|Washington|America|West|NATO|Moscow|Russia|Kyiv|Kiev|"
        r"they|its|his|their|our|hostilit|war|fighting|sanctions|conflict|such|weapons|Western)\w*\b)",
        before=NEGATIVE_NEAR,
    ),
    rule(
        "precondition", "after", r"\b(?:have|has|need\w*|will|would|must|can|should) (?:to )?wait (?:for|until|till)\b"
    ),
    rule(
        "precondition",
        "after",
        r"\bwhen\b(?=[^.;]{3,160}?, then\b)|\bwhen (?=(?:the )?(?:necessary |right |appropriate )?(?:conditions?|"
        r"circumstances?|time|situation|environment) (?:is|are|becomes?|allows?|permits?|comes?)\b)",
    ),
    rule(
        "precondition",
        "after",
        r"(?:(?<=^)|(?<=[\"“«\n])|(?<=[.!?] )|(?<=that )|(?<=, ))(?:absent|"
        r"in the absence of|barring) (?=(?:an?|any|the|some|such)\b)",
    ),
    rule(
        "precondition",
        "after",
        r"(?:(?<=^)|(?<=[\"“«\n])|(?<=[.!?] )|(?<=that ))before "
        r"(?=(?:we|any|there|talks|dialogue|negotiations|inspections|"
        r"returning|resuming|coming)\b[^.;]{3,100}, [^.;,]{2,40}?\b(?:must|should|needs?|has to|have to)\b)",
    ),
    rule(
        "precondition",
        "after",
        r"\bonly (?=(?:an?|the|such|full|complete|mutual|concrete|real)\b[^.;,]{3,90}\b(?:would|can|could|will|may) "
        r"(?:be \w+able\b|be possible|open|allow|lead|bring|make|make it))",
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:as|so) long as\b",
        unless=r"\s+(?:(?:a|one|two|three|several|\d+|many)\s+(?:year|month|week|day|decade))",
    ),
    rule(
        "linkage",
        "clause",
        MUST + r"(?! not)(?! never)\b[^.;]{0,70}?\b" + TAKE_IN + r"\b",
        around=SUBJECT,
        unless=r"\s+(?:the|this|that) (?:possibility|idea|matter|question) of whether",
        unless_before=r"\b(?:what|why|how|who)\s+(?:\w+\s+)?$",
    ),
    rule(
        "linkage",
        "clause",
        r"\b(?:want(?:s|ed|ing)?|insist(?:s|ed|ing)?(?: that| on)?|demand(?:s|ed|ing)?(?: that)?|call(?:s|ed|ing)? "
        r"for|would like|push(?:es|ed|ing)? for|seek(?:s|ing)?|sought|"
        r"press(?:es|ed|ing)? for|needs?) [^.;,]{2,60}?\b(?:to (?:be (?:\w+ )?)?(?:a )?(?:part of|party to|"
        r"included|involved|brought in\w*|join\w*|participate|take part|covered)|"
        r"be (?:included|involved|brought in\w*|(?:a )?part of|(?:a )?party to|covered)|(?:inclusion|"
        r"participation|involvement) (?:of|in|by)|joins?|includes?|covers?|takes? in|involves?|captures?|account "
        r"for|included|involved)\b",
        unless_before=r"(?:\bnot|n[’']t)\s+$",
    ),
    rule(
        "linkage",
        "clause",
        r"\b(?:inclusion|participation|involvement|accession|участи[ея]|подключени[ея]) (?:of|by|"
        r"in)?\b[^.;]{0,80}?\b(?:is|are|was|were|be|will be|would be|remains?) (?:\w+ )?"
        r"(?:necessary|essential|required|needed|indispensable|vital|crucial|key|a must|mandatory|critical)\b",
    ),
    rule(
        "linkage",
        "clause",
        r"\b(?:will|would|could|can|may)(?: (?:only|also|have to|need to))+ [^.;]{0,40}?\b" + TAKE_IN + r"\b|"
        r"^[\s\"“]*(?:any|a|an|the) [^.;,]{3,80}?\b(?:require|requires|presupposes|calls for)\b",
        unless=r"[^.;,]{0,60}?\b(?:if|once|when|after|on condition)\b",
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:a |an |the |such |any )?(?:[\w-]{3,},? ){0,4}?"
        + TALKS
        + r",? (?:that|which)(?: \w+)? (?:covers?|includes?|involves?|encompass(?:es)?|embraces?|tak(?:es?|ing) "
        r"(?:\w+ )?into account|address(?:es)?|"
        r"would (?:\w+ )?(?:include|involve|cover|encompass|take into account)|will (?:include|involve|cover)|"
        r"brings? in)\b",
        before=(
            r"\b(?:open|ready|only|but|need\w*|want\w*|prepared|replace\w*|negotiat\w+|conclud\w+|reach\w*|pursu\w+|"
            r"work\w* on|interested in|aims?|must|favou?r|support\w*|propos\w+|call\w*|seek\w*|insist\w*|for|"
            r"demand\w*|possible)\b"
        ),
    ),
    rule(
        "linkage",
        "clause",
        r"\b(?:cannot|can[’']t|could not|couldn[’']t|must not|should not|will not|would not|impossible to) "
        r"(?:be )?(?:discuss|consider|tak|view|address|resolv|look)\w*[^.;,]{0,50}? "
        r"(?:separately|in isolation|apart|on (?:its|their) own|by (?:itself|themselves))\b",
        around=SUBJECT,
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:apart|separately|separate|separated|divorced|isolated|in isolation|detached|aside|isolation|"
        r"decoupled|taken out|"
        r"outside(?: of)?|в отрыве|отдельно|изолированно|вне) (?:from|the context|the framework|the broader|от|"
        r"контекста|связи)\b",
        around=NEGATIVE_NEAR,
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:is|are|be|being|was|were|becomes?|remains?|directly|closely|inextricably|inseparably|organically|"
        r"firmly|must be|it|this|them|talks|issue|question) "
        r"(?:linked|tied|connected|bound up|coupled|увязан\w*) (?:to|with|together with|с|со)\b|\blink(?:s|ing|"
        r"ed)? (?:\w+ ){1,4}?(?:to|with)\b(?=.{0,60}\b(?:Ukrain|talks|treaty|"
        r"security|defen[cs]e|conflict|arms|nuclear|China))|\bувязыва\w+\b|\bувяз(?:ать|ывать|ка)\b",
        around=SUBJECT,
        unless_before=r"\b(?:not|never|n[’']t)\s+(?:be\s+)?$",
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:taking|with(?: due)?|tak(?:es|e|en)) (?:into )?(?:full |due )?(?:account|consideration|regard)(?: "
        r"of| for)?\b|\bс уч[её]том\b|"
        r"\bon (?:the|an?) (?:basis of )?(?:equality|equal (?:footing|basis)|parity|mutual respect|respect for|"
        r"equal)\b|\bна (?:равноправной|паритетной) основе\b",
        around=(
            r"\b(?:only|must|should|possible|impossible|cannot|need\w*|has to|have to|ready|open to|только|лишь|"
            r"долж\w+|возможн\w+|необходимо|готов\w*)\b"
        ),
    ),
    rule(
        "linkage",
        "clause",
        r"\b(?:cannot|can[’']t|must not|should not|impossible to|unable to|not possible to|нельзя|невозможно|не "
        r"можем) (?:simply |just |be )?(?:ignore\w*|overlook\w*|left out|leave out|"
        r"disregard\w*|exclude\w*|bypass\w*|игнорировать|не учитывать|обойти)\b|"
        r"\bдолж\w+ (?:быть |также )?(?:включ\w+|учит\w+|учт\w+|участвов\w+|охват\w+|присоедин\w+)|"
        r"\b(?:необходимо|нужно|следует) (?:также )?(?:учитывать|учесть|включить|подключить|вовлечь)\b",
    ),
    rule(
        "linkage",
        "after",
        r"\b(?:an? |the |any |such )?(?:[\w-]{3,} ){0,3}?(?:" + TALKS + r"|something|anything) (?:that|which) "
        r"(?:does not|doesn[’']t|do not|don[’']t|fails? to|would not|did not) (?:\w+ )?"
        r"(?:include|involve|cover|account for|take into account|address|take account of)\b",
    ),
    rule(
        "linkage",
        "clause",
        r"\bbe (?:\w+ )?(?:discussed|considered|taken|viewed|addressed|resolved|dealt with) (?:\w+ )?(?:as (?:a|one) "
        r"(?:single )?package|together|in conjunction|in connection|in a complex|in (?:its|their) entirety|"
        r"comprehensively|в комплексе)\b",
    ),
    rule(
        "precondition",
        "after",
        r"\bafter (?=(?:the|an?|its|their|Washington|Moscow|Russia|NATO|America|Kyiv|Kiev|China|Beijing|US|U\.S|"
        r"they|it|both)\b)",
        before=(
            r"\b(?:can|could|may|possible|ready to|willing to|prepared to)\b[^.;]{0,60}\b(?:resum\w+|return\w*|"
            r"discuss\w*|talk\w*|start\w*|begin|join\w*|held|hold|considered|restor\w+|possible|speak|conversation|"
            r"dialogue)\b"
        ),
        unless=r"[^.,;]{0,50}\b(?:expir\w+|laps\w+|ends? (?:in|on)|runs? out)\b",
    ),
    rule(
        "precondition",
        "after",
        r"\bbefore (?=" + DONE + ")|" + r"\bдо того,? как\b|\bпрежде,? чем\b",
        around=NEGATIVE_NEAR,
        unless=r"[^.,;]{0,50}\b(?:expir\w+|laps\w+|runs? out|\d{4})\b",
    ),
    rule("precondition", "after", r"\bafter (?=" + DONE + r")", before=MODAL_NEAR, unless=r"\s*" + TIMED),
    rule("precondition", "after", r"\bwhen (?=" + DONE + r")", before=MODAL_NEAR, unless=r"\s*" + TIMED),
    rule(
        "precondition",
        "after",
        r"(?<!, )\bwhile (?=(?:[\w’'-]+ ){1,4}?(?:is|are|remains?|continues?|lasts?|keeps?)\b)",
        before=NEGATIVE_NEAR,
    ),
    rule(
        "precondition",
        "after",
        r"\bpending (?=(?:an?|the|its|their|his|further|clarif\w+|agreement|consent|talks)\b)",
        around=r"\b(?:will|would|remain\w*|stay\w*|suspend\w*|frozen|hold|on hold|halt\w*|keep|kept)\b",
    ),
    rule(
        "if",
        "after",
        r"(?<=\w )should (?=(?:such|any|the|these|those|new|it|they|the US|(?-i:[A-Z])[\w.]+) "
        r"(?:[\w’'.-]+ ){0,4}?(?:appear|"
        r"deploy|test|resume|withdraw|decide|refuse|fail|occur|arise|emerge|happen|follow|exceed|abandon|attack|leave|"
        r"agree|do so)\b)",
        before=r"\b(?:will|would|could|may|might|ready|prepared|forced|free)\b",
    ),
    rule(
        "precondition",
        "after",
        r"\bgiven (?=(?:the |enough |sufficient |some |mutual )?(?:political )?(?:will|goodwill|good will|good faith|"
        r"readiness|reciprocity|trust|right conditions)\b)",
        before=MODAL_NEAR,
    ),
    rule(
        "precondition",
        "after",
        r"\brequires? (?:that (?=(?:the |both |all |its )?[\w.]+ )|(?=(?:the |an? )?"
        r"(?:lifting|ending|end|removal|consent|"
        r"restoration|withdrawal|cessation|change|political will)\b))",
        around=SUBJECT,
    ),
    rule(
        "precondition",
        "clause",
        r"\b(?:demand\w*|insist\w*) (?:that )?[^.;,]{3,80}?\bbefore (?=(?:any|talks|dialogue|negotiations|returning|"
        r"resuming|starting)\b)|\b(?:demand\w*|insist\w*) (?:that )?[^.;,]{3,80}? first(?=[\s\"”]*(?:[.,;]|$))",
    ),
    rule("precondition", "after", r"\bthe (?:very )?(?:moment|minute|day) (?=" + DONE + r")", around=MODAL_NEAR),
    rule(
        "precondition",
        "after",
        r"\bwith [^.;,]{3,60}? (?:still )?(?:in place|in force|in effect|under way|going on|continuing)\b",
        around=NEGATIVE_NEAR,
        unless_before=r"\b(?:deal|dealt|agree\w*|comply|along|consistent)\s+$",
    ),
    rule(
        "precondition",
        "clause",
        r"\bfirst,? (?:the |its |our )?(?:[\w’'.-]+ ){1,3}?(?:must|should|needs? to|ha[sv]e? to)\b|"
        + MUST
        + r"\b[^.;,]{3,90}? "
        r"(?<!the )(?<!come )(?<!its )first(?=[\s\"”]*(?:[.,;\"”]|$))",
    ),
    rule(
        "precondition",
        "clause",
        r"\b(?:in order )?for [^.;,]{2,60}? to (?:survive|work|happen|resume|be \w+|take place|succeed|return|"
        r"go ahead|continue|occur|start|begin), [^.;,]{2,60}?\b(?:must|should|needs? to|has to|have to)\b",
    ),
    rule(
        "precondition",
        "after",
        r"\bonly (?:with|by|through|on the basis of|in tandem with|together with)\b",
        around=r"\b(?:can|could|will|would|possible|makes? sense|may|viable|conceivable)\b",
    ),
    rule(
        "precondition",
        "clause",
        r"\bup to [^.;,]{2,40} to (?:take the (?:first|next) step|move first|make the first move|go first)\b|"
        r"\bconditions (?:are|were|is|have) not (?:\w+ )?(?:ripe|right|in place|met|there)\b",
    ),
    rule(
        "linkage",
        "after",
        r"\bin the (?:broader |wider |general |overall )?context of\b",
        before=r"\b(?:discuss\w*|consider\w*|only|must|should|address\w*|talk\w*|resolv\w+)\b",
    ),
    rule("linkage", "after", r"\b(?:coupled with|accompanied by|in tandem with)\b", before=MODAL_NEAR),
    rule(
        "reciprocity",
        "after",
        r"\bin (?:exchange|return)(?: for)?\b|\bonly (?:[\w-]+ ){0,4}in response to\b|\bв обмен на\b|\b(?:on|"
        r"based on) "
        r"(?:the )?(?:basis of reciprocity|a reciprocal basis|(?:condition|principle) of reciprocity|"
        r"a mutual basis)\b|\bна (?:основе взаимности|взаимной основе)\b|\bна условиях взаимности\b",
        unless=r"\s+to\b",
    ),
    # if, and what it is when turned round
    rule(
        "if",
        "after",
        r"\bif\b|\bin the event (?:of|that)\b|\bin case(?: of)?\b|\bесли\b|\bв случае\b,?(?: если)?",
        unless=(
            r"\s+(?:any\b(?! (?:country|state|nation|party|of (?:the|these|them|our)|other|side|attack|western|such|"
            r"nuclear|foreign))|anything|only|ever|need(?:ed)? be|possible|necessary|"
            r"needed|required|true|so\b|not\b(?! for)|at all|anyone|you (?:will|like|look|want)|I (?:may|remember|"
            r"recall)|we (?:look|recall|talk about|speak about)|"
            r"можно так|не ошиба\w+|говорить|угодно|честно|успешн)"
        ),
        unless_before=(
            r"(?:\b(?:ask(?:s|ed|ing)?(?: \w+)?(?: \w+)?|wonder(?:s|ed|ing)?|know|knows|knew|see|seen|clear|unclear|"
            r"sure|unsure|uncertain|certain|doubt\w*|check|"
            r"determine|tell|say|decide|decided|learn|question(?:ed)? (?:is )?|find out|matter|remains to be seen|"
            r"assess|verify|test|even|as|what|only|and only|ask(?:ed)?|как|даже|asked by \w+)|"
            r"[,—–] or)\s+$"
        ),
    ),
    rule(
        "if",
        "after",
        r"(?:(?:(?<=^)|(?<=[\"“«,;] )|(?<=[\"“«])|(?<=that ))(?:were|had)|"
        r"(?<!why )(?<!how )(?<!what )(?<!where )\bshould) "
        r"(?=(?:the|an?|this|that|it|they|we|"
        r"any|Washington|Moscow|Russia|NATO|America|Kyiv|Kiev|China|another|"
        r"Western|US|U\.S\.) )",
        unless=r"[^.]{0,300}\?",
    ),
)

QUICK = re.compile(
    r"\b(?:if|once|up to|pending|given|require|coupled|accompan|tandem|context|after|for|something|until|till|while|"
    r"when|wait|response|unless|provid|assum|given that|condition|uncondition|long "
    r"as|soon as|without|absen|depend|conting|hing|predicated|premised|subject to|"
    r"first|before|precondition|pre-cond|prereq|must|should|ought|ha[sd] to|have to|need|want|insist|demand|call|"
    r"would|push|seek|sought|press|inclusion|"
    r"participation|involvement|accession|will|could|can|may|any|that|which|apart|separate|divorced|isolat|"
    r"detached|link|tied|connected|coupled|account|"
    r"regard|basis|exchange|return|event|case|were|had|irrespective|no |at any|even|whether|independent|not|never|"
    r"only|solely|при|если|пока|обмен|без|услови|"
    r"только|лишь|завис|увяз|долж|необходим|нужно|учет|учёт|случа|взаимн|после|отрыв|вне|независимо|нельзя|"
    r"невозможн|люб|moment|minute|with |до того|прежде|tie|tying|ultimat|hostage|strings|idea|notion|suggest|propos|"
    r"argum|требован|призыв|отверг|отклон)",
    re.I,
)
