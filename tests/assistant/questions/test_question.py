import pytest

from assistant.answer import Language
from assistant.errors import InvalidQuestionError
from assistant.questions.kinds import Wanted
from assistant.questions.question import analyse


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("Qu'a-t-il été décidé sur Zoom ?", ("Zoom",), id="zoom"),
        pytest.param("What was decided on Zoom?", ("Zoom",), id="english"),
        pytest.param("What was agreed on Zoom?", ("Zoom",), id="agreed"),
        pytest.param("What is the latest decision on Zoom?", ("Zoom",), id="latest"),
        pytest.param("What does the briefing note on Zoom say?", ("Zoom",), id="note-on"),
        pytest.param("Give me the exact wording on Zoom", ("Zoom",), id="wording"),
        pytest.param("Et pour Teams ?", ("Teams",), id="follow-up"),
        pytest.param("Numérique et écologie ?", ("Numérique", "écologie"), id="bare"),
        pytest.param("Qui a assisté à la séance de mai ?", ("présents", "mai"), id="attended"),
        pytest.param("Quel est le calendrier du RIE ?", ("RIE",), id="kind"),
        pytest.param("En quelle année le RIE fut-il ouvert ?", ("RIE", "ouvert"), id="year"),
        pytest.param("Quel est le montant du marché ?", ("marché",), id="amount"),
        pytest.param("Le montant du marché est-il connu ?", ("montant", "marché"), id="known"),
        pytest.param("Le maire est-il content ?", ("maire", "content"), id="on"),
        pytest.param("Quelle suite pour le quai, au final ?", ("quai",), id="follow-up"),
        pytest.param("Quelle est la suite du film ?", ("suite", "film"), id="sequel"),
        pytest.param("CAP 21 : quelle décision finale ?", ("CAP", "21"), id="final-decision"),
        pytest.param("Qui a remporté la finale ?", ("remporté", "finale"), id="final"),
        pytest.param("A quoi est due la panne ?", ("panne",), id="due-to"),
        pytest.param("La taxe est due par qui ?", ("taxe", "due"), id="due"),
        pytest.param("nombre de bancs posés", ("bancs", "posés"), id="number-of"),
        pytest.param("Combien d'argent pour le quai ?", ("quai",), id="how-much-money"),
        pytest.param(
            "La prime passe à 3 000 euros ?", ("prime", "passe", "3 000", "euros"), id="3 000"
        ),
        pytest.param("Quel est le calendrier ?", ("calendrier",), id="kind-alone"),
        pytest.param("Quels élus sont excusés en mai ?", ("excusés", "mai"), id="excused"),
        pytest.param("Who attended the meeting?", ("présents",), id="attended-english"),
        pytest.param("L'accessibilité est-elle prévue ?", ("accessibilité",), id="elision"),
        pytest.param("De quoi se plaignent-ils ?", ("plaignent",), id="inversion"),
    ],
)
def test_subject_leaves_out_the_words_that_ask(text: str, subject: tuple[str, ...]) -> None:
    assert analyse(text).subject == subject


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Combien coûte Zoom ?", Wanted.MONEY),
        ("Combien la fanfare touche-t-elle ?", Wanted.MONEY),
        ("Combien reçoit le club ?", Wanted.MONEY),
        ("Combien la fanfare touche-t-elle de subventions ?", Wanted.MONEY),
        ("Combien la fanfare touche-t-elle de la ville ?", Wanted.MONEY),
        ("Combien la mesure touche-t-elle de foyers ?", Wanted.NUMBER),
        ("Combien la ville a-t-elle gagné d'habitants ?", Wanted.NUMBER),
        ("Combien de clubs versent le tarif plein ?", Wanted.NUMBER),
        ("Combien sont partis vers les pays voisins ?", Wanted.NUMBER),
        ("nombre de bancs posés", Wanted.NUMBER),
        ("À quelle fréquence le bac passe-t-il ?", Wanted.FREQUENCY),
        ("How often does the ferry run?", Wanted.FREQUENCY),
        ("How frequently does the ferry run?", Wanted.FREQUENCY),
        ("Pour quel motif le bac est-il arrêté ?", Wanted.REASON),
        ("À quoi est due la panne du bac ?", Wanted.REASON),
        ("À quoi est dû l'arrêt ?", Wanted.REASON),
        ("Qu'est-ce que ça coûte ?", Wanted.MONEY),
        ("Quelle somme est accordée aux associations ?", Wanted.MONEY),
        ("budget de Tchap", Wanted.MONEY),
        ("Et le prix du marché ?", Wanted.MONEY),
        ("Quand le budget sera-t-il voté ?", Wanted.TIME),
        ("Pourquoi a-t-on voté contre le budget ?", Wanted.REASON),
        ("Qui approuve le budget ?", Wanted.ANYTHING),
        ("Qu'a-t-on décidé du budget ?", Wanted.ANYTHING),
        ("When was the price set?", Wanted.TIME),
        ("Le budget a-t-il été voté ?", Wanted.ANYTHING),
        ("Quel budget a-t-il été voté ?", Wanted.MONEY),
        ("Quels sont les horaires ?", Wanted.TIME),
        ("À quelle heure la séance est-elle levée ?", Wanted.TIME),
        ("Quel jour le vote a-t-il eu lieu ?", Wanted.TIME),
        ("Combien a coûté l'enquête ?", Wanted.MONEY),
        ("Quel est le salaire d'un expert ?", Wanted.MONEY),
        ("Quel est le budget du projet ?", Wanted.MONEY),
        ("Qu'a-t-il été décidé sur le budget supplémentaire ?", Wanted.ANYTHING),
        ("Combien de portables ?", Wanted.NUMBER),
        ("Combien de temps dure l'essai ?", Wanted.DURATION),
        ("Quelle part des agents est équipée ?", Wanted.SHARE),
        ("Pour quelle date ?", Wanted.TIME),
        ("What is the last date to apply?", Wanted.TIME),
        ("Pourquoi ce retard ?", Wanted.REASON),
        ("Quelle est l'adresse du guichet ?", Wanted.ADDRESS),
        ("Qui est le directeur ?", Wanted.NAME),
        ("Qui était présent le 20 juin ?", Wanted.PRESENCE),
        ("Quels élus étaient absents ?", Wanted.PRESENCE),
        ("Qui était là ?", Wanted.PRESENCE),
        ("liste des participants", Wanted.PRESENCE),
        ("Qui a participé au comité de mai ?", Wanted.PRESENCE),
        ("Qui a participé au financement ?", Wanted.ANYTHING),
        ("Who was absent in May?", Wanted.PRESENCE),
        ("Mme Roux a-t-elle participé à la dernière réunion ?", Wanted.PRESENCE),
        ("Mme Roux était-elle présente en mai 2021 ?", Wanted.PRESENCE),
        ("Zoom est-il présent sur les postes ?", Wanted.ANYTHING),
        ("La Région a-t-elle participé au financement du pont ?", Wanted.ANYTHING),
        ("Did Rouen take part in the call for projects?", Wanted.ANYTHING),
        ("Que dit le comité du cloud ?", Wanted.ANYTHING),
    ],
)
def test_what_is_wanted(text: str, wanted: Wanted) -> None:
    assert analyse(text).wanted is wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What was decided on Zoom?", Language.ENGLISH),
        ("Is Zoom allowed?", Language.ENGLISH),
        ("Zoom ?", Language.FRENCH),
        ("Laptop delivery", Language.ENGLISH),
        ("Next meeting of the COSINUM", Language.ENGLISH),
        ("Next COSINUM meeting", Language.ENGLISH),
        ("decisions Zoom", Language.FRENCH),
        ("budget cloud", Language.FRENCH),
        ("deploiement messagerie", Language.FRENCH),
        ("Quelle décision sur le cloud ?", Language.FRENCH),
    ],
)
def test_language(text: str, language: Language) -> None:
    assert analyse(text).language is language


def test_names_are_not_the_word_that_opens_the_sentence() -> None:
    assert analyse("Zoom et Tchap, RIE ou e-mail ?").names == {"Tchap", "RIE"}


def test_what_an_answer_cannot_do_without() -> None:
    assert analyse("Qui préside le forum sur les déchets ?").required == {"préside", "déchets"}


def test_what_is_counted() -> None:
    assert analyse("Combien d'agents sont formés ?").counted == "agents"
    assert analyse("Combien le projet compte-t-il d'étapes ?").counted == "étapes"
    assert analyse("Combien y a-t-il de bornes ?").counted == "bornes"


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\n"])
def test_refuses_an_empty_question(text: str) -> None:
    with pytest.raises(InvalidQuestionError, match="empty"):
        analyse(text)


def test_refuses_a_question_too_long() -> None:
    with pytest.raises(InvalidQuestionError, match="100,000 characters and 2,000"):
        analyse("x" * 100_000)


def test_when_and_why_something_is_done_cannot_do_without_the_deed() -> None:
    assert analyse("Quand la circulaire sera-t-elle abrogée ?").required == {"abrogée"}
    adverb = "Quand la circulaire a-t-elle été définitivement abrogée ?"
    assert analyse(adverb).required == {"abrogée"}
    assert analyse("La circulaire sera-t-elle abrogée ?").required == frozenset()


@pytest.mark.parametrize(
    ("question", "required"),
    [
        ("Que dit le comité de la dette technique ?", {"dette"}),
        ("Où en est le déploiement du VPN ?", {"VPN"}),
        ("Que dit le plan ?", set()),
    ],
)
def test_what_something_is_said_of_is_required(question: str, required: set[str]) -> None:
    assert analyse(question).required == required


@pytest.mark.parametrize(
    ("text", "is_definition"),
    [
        ("Qu'est-ce que la CLE ?", True),
        ("Qu'est-ce que Montpellier Events ?", True),
        ("C'est quoi TECH.GOUV ?", True),
        ("Quel est le rôle du groupement ?", True),
        ("What is the CLE?", True),
        ("Le PLU, c'est quoi ?", True),
        ("Que veut dire PLU ?", True),
        ("Que sont devenus les agents ?", False),
        ("Qu'est-ce que le comité a décidé ?", False),
        ("Que sont " + "a" * 1_900 + "!", False),
        ("Qu'est-ce qui est prévu pour les directeurs ?", False),
        ("Que dit le comité du cloud ?", False),
    ],
)
def test_what_a_thing_is(text: str, is_definition: bool) -> None:
    assert analyse(text).asks_what_it_is is is_definition


@pytest.mark.parametrize(
    ("text", "is_decision"),
    [
        ("Qu'a-t-il été acté sur le cloud ?", True),
        ("Quelles sont les décisions actées ?", True),
        ("Qui a été élu adjoint ?", True),
        ("Que disent les élus ?", False),
        ("Pourquoi l'acte de vente n'a-t-il pas été signé ?", False),
        ("Où trouver les actes ?", False),
    ],
)
def test_a_deed_is_no_decision(text: str, is_decision: bool) -> None:
    assert analyse(text).asks_decision is is_decision


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Le budget primitif 2012 a-t-il été adopté ?", True),
        ("Quand le budget a-t-il été voté ?", True),
        ("Est-ce que le budget a été rejeté ?", True),
        ("subvention à la fanfare votée ?", True),
        ("La place Petit, c'est passé ?", True),
        ("Qui s'est abstenu sur la vente ?", True),
        ("Combien d'abstentions sur la vente ?", True),
        ("Quel a été le vote sur la vente ?", True),
        ("vote vente de la parcelle", True),
        ("When was the 2012 budget adopted?", True),
        ("Did the council approve the sale?", True),
        ("La sectorisation a-t-elle été validée par les élus ?", True),
        ("Les chorales ont-elles obtenu leurs subventions ?", True),
        ("La chorale a-t-elle obtenu une subvention ?", True),
        ("La chorale a-t-elle obtenu un prix ?", False),
        ("Quelles mesures le comité a-t-il adoptées ?", False),
        ("Quelle mesure a été votée ?", False),
        ("Pourquoi la vente a-t-elle été rejetée ?", False),
        ("Combien de logements le conseil a-t-il approuvés ?", False),
        ("Quel est le mode de vote ?", False),
        ("vote électronique", False),
        ("What measures were adopted?", False),
    ],
)
def test_what_became_of_something_is_asked(text: str, asks: bool) -> None:
    assert analyse(text).asks_outcome is asks


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("Pourquoi Anne Duval, qui est avocate, a-t-elle refusé ?", {"refusé"}),
        ("Que dit-on sur l'usage des balises ?", {"balises"}),
        ("Que dit-on sur le recours ?", {"recours"}),
        ("Le club a-t-il eu une remise sur sa facture ?", set()),
        ("Que dit-on sur le recours de Pau ?", {"Pau"}),
        ("Quel avis sur l'usine Durand qui traite des déchets ?", {"Durand"}),
        ("Qui traite les déchets ?", {"traite"}),
        ("When will the circular be repealed?", {"repealed"}),
        ("Why has the plan been drawn up?", {"drawn"}),
        ("Which permit was chosen for the maps?", {"chosen"}),
        ("What is the permit that was chosen?", set()),
    ],
)
def test_what_an_answer_requires(text: str, required: set[str]) -> None:
    assert analyse(text).required == required


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quels biens de la Ville échappent à Durand ?", {"Durand"}),
        ("J'ai écrit. Auprès de quel service me plaindre ?", set()),
        ("Que dit Mme Petit ?", {"Petit"}),
        ("Is the library open on Saturday or on Sunday?", set()),
        ("Does Zoom forbid European and non-French services?", {"Zoom"}),
        ("What does the State ask of the Secretary General of Uzès?", {"Uzès"}),
    ],
)
def test_what_is_a_name(text: str, names: set[str]) -> None:
    assert analyse(text).names == names


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Quels trois projets sont ajoutés ?", 3),
        ("Which nine ministries took part?", 9),
        ("Quels nouveaux projets sont ajoutés ?", 0),
    ],
)
def test_how_many_are_to_be_named(text: str, listed: int) -> None:
    assert analyse(text).listed == listed


def test_what_was_obtained_is_no_subject_of_a_vote() -> None:
    assert analyse("Combien de voix a obtenues Jean Martin ?").subject == ("voix", "Jean", "Martin")
    assert "obtenu" in analyse("Le club a-t-il obtenu un local ?").subject
    assert analyse("À quoi sert le fonds de soutien ?").subject == ("fonds", "soutien")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Quand est le prochain conseil ?", Wanted.NEXT),
        ("Prochaine réunion du bureau ?", Wanted.NEXT),
        ("Quelle est la date de la prochaine réunion du bureau ?", Wanted.NEXT),
        ("When is the next meeting of the board?", Wanted.NEXT),
        ("Quand la prochaine tranche sera-t-elle versée ?", Wanted.TIME),
        ("Que prépare le prochain conseil ?", Wanted.ANYTHING),
    ],
)
def test_when_a_body_meets_again_is_a_kind_of_its_own(text: str, wanted: Wanted) -> None:
    assert analyse(text).wanted is wanted


def test_the_directorate_of_the_budget_is_no_sum() -> None:
    asked = analyse("Quelle option préfère la direction du budget ?")
    assert asked.wanted is Wanted.ANYTHING
    assert analyse("Quel est le budget du musée ?").wanted is Wanted.MONEY


def test_how_long_names_nothing() -> None:
    assert analyse("How long are logs stored?").subject == ("logs", "stored")
