"""The packaged model on OpenVINO: the same vectors as sentence-transformers in half the time or less.

The network is built here from the weights themselves. So neither torch nor a converter is imported, nothing has to
be kept between runs, and a fresh process has its first vector within a second.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from typing import TYPE_CHECKING, Self, TypedDict

import numpy as np
from tokenizers import Tokenizer

from provenance.collection import packaged_model
from provenance.collection.processor import has_bfloat16

# Importing openvino imports its telemetry, which sends the event to a public analytics service. Without the telemetry
# package openvino falls back on a stub of its own; a name bound to None cannot be imported.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino  # noqa: E402
from openvino import opset13 as op  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from openvino import CompiledModel, InferRequest, Model, Node

_LAYERS = 6
_HEADS = 12
_HEAD_SIZE = packaged_model.DIMENSION // _HEADS
_NORM_EPSILON = 1e-12
_MASKED = np.float32(-1e9)
_BATCH = 8  # measured: with texts sorted by length, larger batches only add padding

Weights = dict[str, "NDArray[np.float32]"]


class _Entry(TypedDict):
    """What the header of a safetensors file says of one tensor.

    Attributes:
        data_offsets: Its first byte and the one after its last, counted from the end of the header.
    """

    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


class OpenVinoEncoder:
    """all-MiniLM-L6-v2 on the processor.

    Attributes:
        name: The model's name.
        fingerprint: SHA-256 of its weights.
        dimension: 384.
    """

    name = packaged_model.NAME
    fingerprint = packaged_model.FINGERPRINT
    dimension = packaged_model.DIMENSION

    def __init__(self, network: CompiledModel, tokenizer: Tokenizer) -> None:
        self._network = network
        self._tokenizer = tokenizer

    @classmethod
    def of_packaged_model(cls) -> Self:
        """Read, check and compile the model that comes with Provenance.

        Raises:
            ModelError: Its weights are not the expected ones.
        """
        folder = packaged_model.folder()
        weights = _tensors(packaged_model.verified_weights(folder))
        return cls(_compiled(_network(weights)), _tokenizer(folder / "tokenizer.json"))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, in their order."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        by_length = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
        # No callback of ours: a worker thread would still need the interpreter to let go of it when the network is
        # taken apart, and taking it apart waits for that thread with the interpreter held. Seen: it waits for ever.
        requests = [self._network.create_infer_request() for _ in range(self._at_once(len(pieces)))]
        running: deque[tuple[InferRequest, list[int]]] = deque()
        for begin in range(0, len(by_length), _BATCH):
            request = requests.pop() if requests else _finished(running, vectors)
            rows = by_length[begin : begin + _BATCH]
            request.start_async(_padded([pieces[row] for row in rows]))
            running.append((request, rows))
        while running:
            _finished(running, vectors)
        return _unit(vectors)

    def _at_once(self, texts: int) -> int:
        """How many batches keep the processor busy, of those there are."""
        most = int(self._network.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        return min(most, -(-texts // _BATCH))


def _finished(running: deque[tuple[InferRequest, list[int]]], vectors: NDArray[np.float32]) -> InferRequest:
    """Wait for the batch that was begun first and keep its vectors; its request is free again."""
    request, rows = running.popleft()
    request.wait()
    vectors[rows] = request.get_output_tensor(0).data
    return request


def _padded(pieces: Sequence[Sequence[int]]) -> dict[int, NDArray[np.int64] | NDArray[np.float32]]:
    """Texts of a batch as one rectangle, and a mask that is 1 where it is text and 0 where it is padding."""
    shape = (len(pieces), max(map(len, pieces)))
    ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.float32)
    for row, text in enumerate(pieces):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return {0: ids, 1: mask}


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same directions at length 1; in bfloat16 the network itself misses it by a thousandth."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(_NORM_EPSILON))
    return unit


def _tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(packaged_model.LONGEST)
    tokenizer.no_padding()
    return tokenizer


def _compiled(network: Model) -> CompiledModel:
    precision = "bf16" if has_bfloat16() else "f32"
    hints = {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": precision}
    return openvino.Core().compile_model(network, "CPU", hints)


def _tensors(weights: NDArray[np.uint8]) -> Weights:
    """The tensors of a safetensors file by name: eight bytes of header length, a JSON header, then the numbers."""
    begin = 8 + int(weights[:8].view("<u8")[0])
    header: Mapping[str, _Entry] = json.loads(weights[8:begin].tobytes())
    tensors: Weights = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":  # the file's own notes and a table of numbers are no weights
            first, beyond = entry["data_offsets"]
            tensors[name] = weights[begin + first : begin + beyond].view("<f4").reshape(entry["shape"])
    return tensors


# ---------------------------------------------------------------------------- the network: BERT, mean, length 1


def _network(weights: Weights) -> Model:
    """Word pieces and mask in, one vector a text out."""
    ids = op.parameter([-1, -1], np.int64, name="ids")
    mask = op.parameter([-1, -1], np.float32, name="mask")
    # Padding gets so low a score that no word attends to it.
    attention = op.unsqueeze(op.multiply(op.subtract(np.float32(1), mask), _MASKED), _axes(1, 2))
    state = _embedded(weights, ids)
    for layer in range(_LAYERS):
        state = _layer(weights, f"encoder.layer.{layer}.", state, attention)
    return openvino.Model([_mean(state, mask)], [ids, mask], packaged_model.NAME)


def _embedded(weights: Weights, ids: Node) -> Node:
    """Words, their places, and the one text type there is."""
    positions = weights["embeddings.position_embeddings.weight"]
    length = op.gather(op.shape_of(ids), _axes(1), np.int64(0))
    places = op.slice(op.constant(positions), _axes(0), length, _axes(1), _axes(0))
    words = op.gather(op.constant(weights["embeddings.word_embeddings.weight"]), ids, np.int64(0))
    kind = op.constant(weights["embeddings.token_type_embeddings.weight"][0])
    return _normalised(weights, "embeddings.LayerNorm", op.add(op.add(words, kind), op.unsqueeze(places, _axes(0))))


def _layer(weights: Weights, name: str, state: Node, attention: Node) -> Node:
    query, key, value = (
        _split_heads(_dense(weights, f"{name}attention.self.{part}", state)) for part in ("query", "key", "value")
    )
    attended = op.transpose(op.scaled_dot_product_attention(query, key, value, attention), _axes(0, 2, 1, 3))
    joined = op.reshape(attended, _axes(0, 0, packaged_model.DIMENSION), special_zero=True)
    seen = _dense(weights, f"{name}attention.output.dense", joined)
    state = _normalised(weights, f"{name}attention.output.LayerNorm", op.add(seen, state))
    inner = op.gelu(_dense(weights, f"{name}intermediate.dense", state), "erf")
    return _normalised(weights, f"{name}output.LayerNorm", op.add(_dense(weights, f"{name}output.dense", inner), state))


def _dense(weights: Weights, name: str, state: Node) -> Node:
    product = op.matmul(state, op.constant(weights[f"{name}.weight"]), transpose_a=False, transpose_b=True)
    return op.add(product, op.constant(weights[f"{name}.bias"]))


def _normalised(weights: Weights, name: str, state: Node) -> Node:
    centred = op.mvn(state, _axes(-1), normalize_variance=True, eps=_NORM_EPSILON, eps_mode="inside_sqrt")
    return op.add(op.multiply(centred, op.constant(weights[f"{name}.weight"])), op.constant(weights[f"{name}.bias"]))


def _split_heads(state: Node) -> Node:
    apart = op.reshape(state, _axes(0, 0, _HEADS, _HEAD_SIZE), special_zero=True)
    return op.transpose(apart, _axes(0, 2, 1, 3))


def _mean(state: Node, mask: Node) -> Node:
    """The mean over a text's own word pieces; every text has at least its begin and end marks."""
    weight = op.unsqueeze(mask, _axes(-1))
    total = op.reduce_sum(op.multiply(state, weight), _axes(1))
    return op.divide(total, op.reduce_sum(weight, _axes(1)))


def _axes(*numbers: int) -> Node:
    return op.constant(np.array(numbers, dtype=np.int64))
