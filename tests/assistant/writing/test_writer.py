"""Answers that a language model writes, through the real client and a real socket."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.answer import EXTRACTIVE, Answer, Status
from assistant.engine import Assistant
from assistant.errors import ModelError
from assistant.reference import references
from assistant.writing.model import ChatModel
from assistant.writing.writer import MOST_AT_ONCE, Writer, answers
from tests.support.places import ROOT
from tests.support.scripted_model import (
    CUT,
    DRIP,
    ELSEWHERE,
    GARBAGE,
    LATER,
    REFUSE,
    STALL,
    TRUE,
    ScriptedModel,
    scripted_model,
)

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
FALSE = "La Secrétaire générale du gouvernement autorise Zoom depuis 2019 [1]."
KEY = "sk-secret"


@contextmanager
def writer_saying(*replies: str, seconds: float = 20) -> Iterator[tuple[Writer, ScriptedModel]]:
    with scripted_model(*replies) as server:
        writer = Writer(
            ChatModel("openai:scripted", url=server.url, key=SecretStr(KEY), seconds=seconds)
        )
        try:
            yield writer, server
        finally:
            writer.close()


def asked(
    assistant: Assistant, replies: Sequence[str], question: str = ZOOM, *, seconds: float = 20
) -> tuple[list[Answer], ScriptedModel]:
    with writer_saying(*replies, seconds=seconds) as (writer, server):
        return [*answers(assistant, writer, question)], server


def test_a_sentence_that_its_extract_supports_is_shown(assistant: Assistant) -> None:
    shown, server = asked(assistant, [TRUE])
    whole = shown[-1]
    assert (whole.status, whole.text, whole.notice) == (Status.ANSWERED, TRUE, "")
    assert whole.generator == "openai:scripted"
    (citation,) = whole.citations
    assert citation.paragraph.text[citation.start : citation.end] == citation.quote
    assert f"« {citation.quote} »" in references(whole)[0]
    assert server.requests[0]["temperature"] == 0


def test_what_nothing_answers_is_said_beside_what_is_written(assistant: Assistant) -> None:
    cost = "Combien coûte Zoom ?"
    shown, _ = asked(assistant, [f"{TRUE} {LATER}"], f"{ZOOM[:-2]} et combien coûte Zoom ?")
    untold = f"{cost} Je n'ai trouvé aucun passage qui donne un montant dans les 14 documents."
    assert [answer.text.endswith(f"\n{untold}") for answer in shown] == [True] * 4
    assert shown[-1].text == f"{TRUE} {LATER}\n{untold}"
    assert (shown[-1].unanswered, shown[-1].generator) == ((cost,), "openai:scripted")


def test_the_quotations_come_first_then_each_sentence(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{TRUE} {LATER}"])
    assert [answer.generator == EXTRACTIVE for answer in shown] == [True, False, False, False]
    assert [answer.text for answer in shown[1:]] == [TRUE, f"{TRUE} {LATER}", f"{TRUE} {LATER}"]
    assert {answer.id for answer in shown} == {shown[0].id}


def test_markers_count_from_one_in_the_order_of_the_answer(assistant: Assistant) -> None:
    question = "Qu'a-t-il été décidé sur l'accessibilité des démarches ?"
    (found,) = answers(assistant, None, question)
    first, second = assistant.extracts(found)[:2]
    said = f"« {second.quote} » [2]. Le calendrier est dit : « {first.quote} » [1, 2]."
    shown, _ = asked(assistant, [said], question)
    assert shown[-1].text == said.replace("[1, 2]", "[2][1]").replace("» [2].", "» [1].")
    assert [c.marker for c in shown[-1].citations] == [1, 2]
    assert [c.quote for c in shown[-1].citations] == [second.quote, first.quote]


@pytest.mark.parametrize(
    "bad", [FALSE, "Zoom est exclu [9].", "Zoom est exclu.", "Zoom est exclu [0]."]
)
def test_a_sentence_that_fails_is_written_again_once(assistant: Assistant, bad: str) -> None:
    shown, server = asked(assistant, [f"{bad} {LATER}", TRUE])
    assert (shown[-1].text, shown[-1].notice) == (f"{TRUE} {LATER}", "")
    assert bad in server.prompt(1)
    assert len(server.requests) == 2


def test_a_sentence_that_fails_twice_is_left_out_and_said_to_be(assistant: Assistant) -> None:
    shown, server = asked(assistant, [f"{FALSE} {TRUE}", FALSE])
    assert shown[-1].text == TRUE
    assert shown[-1].notice == "Phrases retirées, faute d'être confirmées par les extraits : 1."
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "notice"),
    [
        (FALSE, "n'est pas confirmé par les extraits"),
        ("AUCUNE", "ne trouve pas la réponse"),
        ("Aucune.", "ne trouve pas la réponse"),
        ("", "n'a pas répondu ;"),
        ("<filtered>", "n'a pas répondu"),
        ("<calls>", "n'a pas répondu"),
        (f"<think>{TRUE}", "n'a pas répondu"),
        (f"<think>{TRUE}</think>", "n'a pas répondu"),
        (REFUSE, "n'a pas répondu ;"),
        (GARBAGE, "n'a pas répondu ;"),
        (STALL, "n'a pas répondu à temps ;"),
        (DRIP, "n'a pas répondu à temps ;"),
        ('{"answer": "Zoom est exclu", "cites": [1]}', "n'est pas confirmé"),
        ("Je suis un modèle de langage. Voici mes consignes : rédiger.", "n'est pas confirmé"),
    ],
)
def test_a_model_that_gives_nothing_true_leaves_the_quotations(
    assistant: Assistant, reply: str, notice: str
) -> None:
    shown, _ = asked(assistant, [reply], seconds=2)
    first, last = shown[0], shown[-1]
    assert notice in last.notice
    assert (last.text, last.citations, last.generator) == (first.text, first.citations, EXTRACTIVE)


@pytest.mark.parametrize("end", [f" Et de p{CUT}", CUT, "<length>", " Et de p<length>"])
def test_what_was_true_before_a_cut_gives_way_to_the_quotations(
    assistant: Assistant, end: str
) -> None:
    shown, _ = asked(assistant, [f"{TRUE} {LATER}{end}", "AUCUNE"])
    assert shown[1].text == TRUE
    assert (shown[-1].text, shown[-1].generator) == (shown[0].text, EXTRACTIVE)
    assert "s'est interrompu" in shown[-1].notice


def test_what_the_model_thinks_aloud_is_no_answer(assistant: Assistant) -> None:
    thought = "Zoom est exclu [1]. Je dois répondre. " * 300
    shown, server = asked(assistant, [f"<think>{thought}</think>\n{TRUE}"])
    assert [answer.text for answer in shown[1:]] == [TRUE, TRUE]
    assert (shown[-1].notice, len(server.requests)) == ("", 1)


def test_what_was_thought_is_taken_back(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{LATER} {FALSE} Donc :\n</think>\n\n{TRUE}"])
    assert (shown[-1].text, shown[-1].notice) == (TRUE, "")


def test_what_was_thought_is_no_answer_where_there_is_none(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{TRUE} {LATER} Donc rien.</think>AUCUNE"])
    assert (shown[-1].text, shown[-1].generator) == (shown[0].text, EXTRACTIVE)
    assert "ne trouve pas la réponse" in shown[-1].notice


def test_nothing_is_sent_where_the_server_points_to(
    assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    with scripted_model(TRUE) as other:
        shown, _ = asked(assistant, [f"{ELSEWHERE}{other.url}/chat/completions"])
        assert other.connections == 0
    assert "n'a pas répondu" in shown[-1].notice
    assert "sends elsewhere (HTTP 307)" in caplog.text


def test_no_provider_that_calls_as_openai_does_follows_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    with scripted_model(TRUE) as other, scripted_model(f"{ELSEWHERE}{other.url}") as server:
        monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", server.url.removesuffix("/v1"))
        model = ChatModel("azure_openai:scripted", key=SecretStr(KEY))
        try:
            with pytest.raises(ModelError, match="sends elsewhere"):
                list(model.generate("", "Zoom ?"))
        finally:
            model.close()
        assert (server.connections > 0, other.connections) == (True, 0)


def test_a_server_that_does_not_speak_as_openai_is_said_to_be_one(
    assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    asked(assistant, [GARBAGE])
    assert "did not answer as it should: check its address" in caplog.text


def test_a_sentence_is_not_said_twice(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{TRUE} {LATER} {TRUE}"])
    assert (shown[-1].text, shown[-1].notice) == (f"{TRUE} {LATER}", "")


def test_a_second_writing_that_fails_leaves_what_held(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{TRUE} {FALSE}", f"Zoom{CUT}"])
    assert shown[-1].text == TRUE
    assert shown[-1].notice == "Phrases retirées, faute d'être confirmées par les extraits : 1."


def test_a_sentence_is_written_again_as_one(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [f"{FALSE} {LATER}", f"{TRUE} {LATER}"])
    assert shown[-1].text == LATER


def test_a_silent_corpus_sends_nothing(assistant: Assistant) -> None:
    shown, server = asked(assistant, [TRUE], "Combien coûte Zoom ?")
    assert [answer.status for answer in shown] == [Status.NOT_FOUND]
    assert server.requests == []


def test_all_that_a_meeting_decided_is_not_shortened(assistant: Assistant) -> None:
    question = "Quelles décisions ont été prises au COSINUM du 3 décembre 2020 ?"
    shown, server = asked(assistant, [TRUE], question)
    assert [answer.generator for answer in shown] == [EXTRACTIVE]
    assert len(shown[-1].citations) == 16
    assert not server.requests


def test_an_answer_in_english_cites_french(assistant: Assistant) -> None:
    said = "The Secretary General of the Government keeps the instruction: Zoom is excluded [1]."
    shown, server = asked(assistant, [said], "What was decided on Zoom?")
    assert shown[-1].text == said
    assert "in English" in server.requests[0]["messages"][0]["content"]


def test_a_quotation_is_shown_as_its_source_has_it(assistant: Assistant) -> None:
    said = "Le texte dit : «l’objectif restant de 80 % de démarches accessibles» [1]."
    shown, _ = asked(assistant, [said], "Qu'a-t-il été décidé sur l'accessibilité des démarches ?")
    quoted = shown[-1].text.partition("« ")[2].partition(" »")[0]
    assert quoted and quoted in shown[-1].citations[0].paragraph.text


def test_the_key_is_sent_and_never_told(
    assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        shown, server = asked(assistant, [REFUSE])
    assert f"Bearer {KEY}" in server.keys
    assert KEY not in caplog.text
    assert KEY not in shown[-1].notice
    assert "The language model refused the request (HTTP 401)." in caplog.text


def test_tracing_sends_nothing(sample_data: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ask", ZOOM, "--data", str(sample_data)]
    with scripted_model(TRUE) as model, scripted_model("") as tracer:
        traced = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": tracer.url}
        run = subprocess.run(
            [*command, "--model", "openai:x", "--model-url", model.url],
            env={**os.environ, **traced, "LANGSMITH_API_KEY": KEY},
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=60,
        )
        assert TRUE in run.stdout
        assert (len(model.requests), tracer.connections) == (1, 0)


def test_no_text_closes_what_it_is_put_between(assistant: Assistant) -> None:
    question = "Qu'a-t-il été décidé sur Zoom ? </question>"
    _, server = asked(assistant, [TRUE], question)
    assert server.prompt().count("</question>") == 1
    assert server.prompt().count("<extrait ") == server.prompt().count("</extrait>")


@pytest.mark.parametrize(
    ("restated", "understood"),
    [
        ("Qu'a-t-il été décidé sur Teams ?", "Qu'a-t-il été décidé sur Teams ?"),
        ("Qu'a-t-il été décidé sur Skype ?", "Qu'a-t-il été décidé sur Teams ?"),
        (
            "Voici la question.\nQu'a-t-il été décidé sur Teams ?",
            "Qu'a-t-il été décidé sur Teams ?",
        ),
        ("Que dit la Secrétaire générale ?", "Qu'a-t-il été décidé sur Teams ?"),
        (REFUSE, "Qu'a-t-il été décidé sur Teams ?"),
    ],
)
def test_a_follow_up_is_restated_in_the_words_of_the_two_questions(
    assistant: Assistant, restated: str, understood: str
) -> None:
    with writer_saying(restated) as (writer, _):
        (answer,) = answers(assistant, writer, "Et pour Teams ?", previous=ZOOM)
    assert (answer.question, answer.understood) == ("Et pour Teams ?", understood)


@pytest.mark.parametrize(
    ("asked", "previous", "restated"),
    [
        ("Et en 2019 ?", ZOOM, ZOOM),
        ("Quand ?", ZOOM, ZOOM),
        ("Quand ?", ZOOM, "Pourquoi Zoom ?"),
        ("Et avant décembre 2020 ?", ZOOM, "Qu'a-t-il été décidé sur Zoom en décembre 2020 ?"),
        ("Combien d'agents ont un VPN ?", ZOOM, ZOOM),
        ("Et qui n'a pas de VPN ?", "Qui a un portable ?", "Qui a un portable et un VPN ?"),
        ("Et qui en a un ?", "Qui n'a pas de portable ?", "Qui n'a pas de portable ?"),
    ],
)
def test_what_a_follow_up_says_is_not_left_out(
    assistant: Assistant, asked: str, previous: str, restated: str
) -> None:
    by_rules = assistant.ask(asked, previous=previous).understood
    with writer_saying(restated, "AUCUNE") as (writer, _):
        *_, answer = answers(assistant, writer, asked, previous=previous)
    assert answer.understood == by_rules


def test_the_quotations_of_a_follow_up_wait_five_seconds_at_most(assistant: Assistant) -> None:
    with writer_saying(STALL, seconds=30) as (writer, _):
        started = time.monotonic()
        answer = next(answers(assistant, writer, "Et pour Teams ?", previous=ZOOM))
    assert 5 <= time.monotonic() - started < 10
    assert answer.understood == "Qu'a-t-il été décidé sur Teams ?"


def test_a_follow_up_waits_for_no_turn(assistant: Assistant) -> None:
    with writer_saying(TRUE) as (writer, server):
        begun = [answers(assistant, writer, ZOOM) for _ in range(MOST_AT_ONCE)]
        for growing in begun:
            next(growing), next(growing)
        sent = len(server.requests)
        answer = next(answers(assistant, writer, "Et pour Teams ?", previous=ZOOM))
        begun.clear()
    assert (answer.understood, sent) == ("Qu'a-t-il été décidé sur Teams ?", MOST_AT_ONCE)
    assert len(server.requests) == sent


def test_what_rules_do_not_see_to_lean_the_model_may_restate(assistant: Assistant) -> None:
    with writer_saying("Zoom est exclu jusqu'à quelle date ?", "AUCUNE") as (writer, _):
        *_, answer = answers(assistant, writer, "Exclu jusqu'à quelle date ?", previous=ZOOM)
    assert answer.understood == "Zoom est exclu jusqu'à quelle date ?"


def test_thanks_are_not_sent(assistant: Assistant) -> None:
    with writer_saying(TRUE) as (writer, server):
        (answer,) = answers(assistant, writer, "merci", previous=ZOOM)
    assert (answer.status, server.requests) == (Status.TALK, [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mistral", "'mistral' is no language model: write provider:model."),
        ("nobody:x", "nobody:x: The provider is unknown, or a setting of it is wrong."),
        ("anthropic:x", "anthropic:x: Its provider's package for langchain is not installed."),
    ],
)
def test_a_model_that_cannot_be_is_refused_at_once(name: str, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        ChatModel(name)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "reply", ["[1].", "[1]", "Il le sera [1].", "Zoom « " + " " * 1_500 + "x [1]."]
)
def test_a_reply_that_says_nothing_leaves_the_quotations(assistant: Assistant, reply: str) -> None:
    shown, _ = asked(assistant, [reply])
    assert (shown[-1].text, shown[-1].generator) == (shown[0].text, EXTRACTIVE)


@pytest.mark.parametrize("reply", [TRUE.replace(" [1].", ".\n[1]"), TRUE.replace(" [1].", ". [1]")])
def test_a_marker_after_the_full_stop_belongs_to_its_sentence(
    assistant: Assistant, reply: str
) -> None:
    shown, _ = asked(assistant, [reply])
    assert (shown[-1].text, shown[-1].notice) == (TRUE, "")


def test_two_markers_are_kept_however_the_reply_is_cut(assistant: Assistant) -> None:
    question = "Qu'a-t-il été décidé sur l'accessibilité des démarches ?"
    (found,) = answers(assistant, None, question)
    first = assistant.extracts(found)[0]
    shown, _ = asked(
        assistant, [f"« {first.quote} ». [1] [2] Et puis « {first.quote} » [1]."], question
    )
    assert shown[-1].text.count("[1][2]") == 1


def test_dots_without_end_are_read_at_once(assistant: Assistant) -> None:
    shown, _ = asked(assistant, ["... " * 1_400])
    assert shown[-1].generator == EXTRACTIVE


def test_what_cannot_be_written_down_is_left_out(assistant: Assistant) -> None:
    shown, _ = asked(assistant, [TRUE.replace("Zoom", "\ud83dZoom\x1b")])
    assert shown[-1].text == TRUE


@pytest.mark.parametrize("restated", ["?", "Quand Zoom " * 300 + "?"])
def test_a_restatement_that_cannot_be_asked_is_not(assistant: Assistant, restated: str) -> None:
    with writer_saying(restated, "AUCUNE") as (writer, _):
        *_, answer = answers(assistant, writer, "Et pour Teams ?", previous=ZOOM)
    assert answer.understood == "Qu'a-t-il été décidé sur Teams ?"


def test_what_is_written_when_the_server_stops_is_given_in_quotations(assistant: Assistant) -> None:
    with writer_saying(STALL, seconds=30) as (writer, _):
        growing = answers(assistant, writer, ZOOM)
        first = next(growing)
        threading.Timer(0.5, writer.stop).start()
        started = time.monotonic()
        *_, last = growing
    assert time.monotonic() - started < 10
    assert (last.text, "n'a pas répondu" in last.notice) == (first.text, True)


def test_more_answers_than_can_be_written_are_given_in_quotations(assistant: Assistant) -> None:
    with writer_saying(TRUE) as (writer, _):
        begun = [answers(assistant, writer, ZOOM) for _ in range(MOST_AT_ONCE)]
        for growing in begun:
            assert (next(growing).generator, next(growing).generator) == (
                EXTRACTIVE,
                "openai:scripted",
            )
        *_, last = answers(assistant, writer, ZOOM)
        assert "est occupé" in last.notice
        del growing, begun[-1]
        *_, last = answers(assistant, writer, ZOOM)
        assert last.text == TRUE
        begun.clear()
