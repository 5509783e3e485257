"""Words that belong to no command: greetings, thanks, and words without a meaning of their own.

The words of a command are declared with the command.
"""

GREETINGS = frozenset(
    "hi hello hey heya hiya hallo hola bonjour bonsoir salut ciao moin servus hej hei ola namaste "
    "dear yo greetings howdy gruezi goedendag buongiorno salve ahoj czesc привет".split()
)
THANKS = frozenset(
    "thanks thank thx tnx tks thanx thankyou ty tysm cheers danke dankeschon merci gracias grazie "
    "obrigado obrigada bedankt dank dankjewel tack kiitos dziekuje dekuji takk tak arigato mersi "
    "ありがとう 谢谢 감사합니다 спасибо regards ok okay okey okie oki k kk great perfect perfecto "
    "parfait super cool nice awesome excellent wonderful brilliant amazing lovely fantastic good "
    "fine alright understood bye goodbye tschuss cya ttyl gotcha noted roger sorted solved worked "
    "works done appreciated appreciate welcome lol haha wow morning evening afternoon night yes "
    "yep yeah yup no nope nah nevermind sure prima klasse toll top bueno vale bien gut goed "
    "genial sweet".split()
)
POLITE = frozenset(
    "please pls plz plss plse pleas kindly bitte favor favour plait svp sil alsjeblieft "
    "alstublieft aub prego asap urgent urgently quick quickly sorry excuse pardon "
    "entschuldigung".split()
)
# Words that say nothing about what is asked.
SMALL = frozenset(
    "a an the this that these those it its is are am was were be been being do does did "
    "done doing have has had having can could would will shall should may might must i "
    "im ive ill me my mine myself we us our ours you your yours u ur he him his she her "
    "hers they them their theirs who whos what whats which when where wheres why how "
    "hows whose whom to of for from in on at by with about into as and or but if so than "
    "then there here not dont cant doesnt isnt wont any some all every each much many "
    "more most lot lots bit very really just also too only still again already now today "
    "tomorrow yesterday tonight soon later morning afternoon week monday tuesday "
    "wednesday thursday friday need needs needed want wants wanted like looking look get "
    "gets got give gives giving send sends sending sent show shows showing tell tells "
    "telling find see know knows let lets use using used try trying tried make take ask "
    "asked asking remember forgot forget lost say says please bot able possible possibly "
    "maybe actually currently quickly thing things way something someone somebody anyone "
    "anybody everyone everybody people guys team folks mate buddy there wondering wonder "
    "seems question issue problem trouble working new old right correct exact current "
    "one ones two another other else cannot unable user users customer customers client "
    "clients colleague colleagues caller employee employees guest guests boss manager "
    "person somebody he'd she'd whatever called named name go going come coming back up "
    "out down off over via per re fwd fw hey btw fyi quick question share provide "
    "provided forward dear sir madam mr mrs ms dr herr frau senor ich du er sie es wir "
    "ihr mich mir mein meine meinen meinem meiner dein deine deinen sein der die das den "
    "dem des ein eine einen einem einer ist sind war habe hast hat haben kann kannst "
    "konnte konnten konntest konnen wie was wo wer wann warum welche welcher welches und "
    "oder fur von mit zu zum zur im am auf aus bei nach an brauche brauchst brauchen "
    "mochte suche gib zeig zeige sag nicht noch mal gerade heute morgen je tu il elle "
    "nous vous ils mon ma mes ton ta tes votre vos notre le la les l un une des du de d "
    "et ou est sont suis ai as avez avoir peux peut pouvez puis voudrais veux besoin "
    "donner donnez envoyer envoyez quel quelle quels quelles comment c qu que qui quoi "
    "pour avec dans sur yo mi mis tu tus su sus el los las una unos unas y o es son soy "
    "tengo tiene puede puedes puedo necesito quiero dame cual cuales como donde quien "
    "para por con del al ik jij je u hij wij mijn jouw uw zijn het een en of is heb hebt "
    "heeft kan kun kunt wat waar wie hoe welke voor van met naar op nodig graag geef "
    "stuur io il lo gli uno ho hai ha posso puoi vorrei come dove chi quale per con mio "
    "mia sono e eu meu minha tenho preciso onde".split()
)
